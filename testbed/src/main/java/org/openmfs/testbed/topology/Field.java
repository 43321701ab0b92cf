package org.openmfs.testbed.topology;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One object of a topology file that knows its own place in it. */
record Field(String place, JsonObject object) {

    /** @throws TopologyException naming a member that is not among the known ones */
    Field knowing(String... names) throws TopologyException {
        for (String name : object.keySet()) {
            if (!Set.of(names).contains(name)) {
                throw new TopologyException(at(name), "no such field here; known are " + String.join(", ", names));
            }
        }
        return this;
    }

    boolean has(String name) {
        return object.has(name);
    }

    Field child(String name) throws TopologyException {
        return asObject(at(name), member(name));
    }

    List<Field> children(String name) throws TopologyException {
        if (!has(name)) {
            return List.of();
        }
        List<Field> result = new ArrayList<>();
        for (JsonElement element : elements(name)) {
            result.add(asObject(at(name) + "[" + result.size() + "]", element));
        }
        return result;
    }

    List<String> texts(String name) throws TopologyException {
        List<String> result = new ArrayList<>();
        for (JsonElement element : has(name) ? elements(name) : List.<JsonElement>of()) {
            result.add(asText(at(name) + "[" + result.size() + "]", element));
        }
        return result;
    }

    String text(String name) throws TopologyException {
        return asText(at(name), member(name));
    }

    String text(String name, String otherwise) throws TopologyException {
        return has(name) ? text(name) : otherwise;
    }

    /** A name of a thing: letters, digits, dot, dash and underscore. */
    String identifier(String name) throws TopologyException {
        String text = text(name);
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new TopologyException(at(name), "must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
        return text;
    }

    /** A UUID; where the file has none, one that is always the same for this kind and name. */
    UUID uuid(String kind, String thing) throws TopologyException {
        if (!has("id")) {
            return UUID.nameUUIDFromBytes(("openmfs-testbed:" + kind + ":" + thing).getBytes(StandardCharsets.UTF_8));
        }
        String text = text("id");
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new TopologyException(at("id"), "must be a lower-case UUID");
        }
        return UUID.fromString(text);
    }

    long whole(String name, long least, long most, long otherwise) throws TopologyException {
        BigDecimal number = number(name, BigDecimal.valueOf(otherwise));
        boolean fits = number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
        if (!fits) {
            throw new TopologyException(at(name), "must be a whole number from " + least + " to " + most);
        }
        return number.longValueExact();
    }

    int port(String name) throws TopologyException {
        return (int) whole(name, 0, 65_535, 0);
    }

    double decimal(String name, double least, double most, double otherwise) throws TopologyException {
        double number = number(name, BigDecimal.valueOf(otherwise)).doubleValue();
        if (number < least || number > most) {
            throw new TopologyException(at(name), "must be a number from " + least + " to " + most);
        }
        return number;
    }

    private BigDecimal number(String name, BigDecimal otherwise) throws TopologyException {
        if (!has(name)) {
            return otherwise;
        }
        JsonElement value = object.get(name);
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
            throw new TopologyException(at(name), "must be a number");
        }
        return value.getAsBigDecimal();
    }

    String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private JsonElement member(String name) throws TopologyException {
        if (!has(name)) {
            throw new TopologyException(at(name), "is missing");
        }
        return object.get(name);
    }

    private Iterable<JsonElement> elements(String name) throws TopologyException {
        if (!object.get(name).isJsonArray()) {
            throw new TopologyException(at(name), "must be an array");
        }
        return object.getAsJsonArray(name);
    }

    private static Field asObject(String place, JsonElement element) throws TopologyException {
        if (!element.isJsonObject()) {
            throw new TopologyException(place, "must be an object");
        }
        return new Field(place, element.getAsJsonObject());
    }

    private static String asText(String place, JsonElement element) throws TopologyException {
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
            throw new TopologyException(place, "must be a text");
        }
        return element.getAsString();
    }
}
