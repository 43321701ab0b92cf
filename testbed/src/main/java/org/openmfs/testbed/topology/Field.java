package org.openmfs.testbed.topology;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.testbed.web.Nearest;

/**
 * One object of a topology file that knows its own place in it. What is wrong goes to the faults, once, and a usual value is
 * answered instead, so that reading goes on.
 */
record Field(String place, JsonObject object, Faults faults) {
    private static final int LONGEST_TEXT = 255;

    /** Tells of every member that is not among the known ones. */
    Field knowing(String... names) {
        for (String name : object.keySet()) {
            if (!Set.of(names).contains(name)) {
                String known = "no such field here; known are " + String.join(", ", names);
                fault(
                        name,
                        known
                                + Nearest.to(name, List.of(names))
                                        .map(n -> "; did you mean " + n + "?")
                                        .orElse(""));
            }
        }
        return this;
    }

    void fault(String name, String problem) {
        faults.add(at(name), problem);
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** An object member; where it is none, an empty one about which nothing more is told. */
    Field child(String name) {
        return asObject(at(name), object.get(name));
    }

    /** The objects of an array member; none where the member is absent. */
    List<Field> children(String name) {
        List<Field> result = new ArrayList<>();
        for (JsonElement element : elements(name)) {
            result.add(asObject(at(name) + "[" + result.size() + "]", element));
        }
        return result;
    }

    /** Whether a member is absent, or an array of objects alone. */
    boolean holdsObjects(String name) {
        return !has(name)
                || object.get(name).isJsonArray()
                        && object.getAsJsonArray(name).asList().stream().allMatch(JsonElement::isJsonObject);
    }

    /** The texts of an array member, each only once. */
    List<String> texts(String name) {
        List<String> result = new ArrayList<>();
        int index = 0;
        for (JsonElement element : elements(name)) {
            String place = name + "[" + index++ + "]";
            Optional<String> text = asText(place, element);
            if (text.isPresent() && result.contains(text.get())) {
                fault(place, text.get() + " stands here twice");
            }
            text.ifPresent(result::add);
        }
        return result;
    }

    /** A text that must be there; empty where it is not, or is none. */
    Optional<String> text(String name) {
        if (!has(name)) {
            fault(name, "is missing");
            return Optional.empty();
        }
        return asText(name, object.get(name));
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name).orElse(otherwise) : otherwise;
    }

    /** A name of a thing, as the YANG modules and URLs that carry it allow. */
    Optional<String> identifier(String name) {
        Optional<String> text = text(name);
        if (text.filter(t -> !t.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?"))
                .isPresent()) {
            fault(
                    name,
                    "must be 1 to 64 letters, digits, dots, dashes or underscores, with a letter or a digit first and"
                            + " last");
            return Optional.empty();
        }
        return text;
    }

    /** An absolute URI, in ASCII, as it can stand in a certificate. */
    String uri(String name, String otherwise) {
        int before = faults.count();
        String text = text(name, otherwise);
        try {
            if (faults.count() > before || text.matches("[!-~]+") && new URI(text).isAbsolute()) {
                return text;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        fault(name, "must be a URI with a scheme, such as urn:mfs:cf:cf-a");
        return otherwise;
    }

    /** A text of a form. */
    String text(String name, String otherwise, String form, String expected) {
        String text = text(name, otherwise);
        if (!text.equals(otherwise) && !text.matches(form)) {
            fault(name, expected);
            return otherwise;
        }
        return text;
    }

    boolean truth(String name, boolean otherwise) {
        boolean is = has(name)
                && object.get(name).isJsonPrimitive()
                && object.get(name).getAsJsonPrimitive().isBoolean();
        if (has(name) && !is) {
            fault(name, "must be true or false");
        }
        return is ? object.get(name).getAsBoolean() : otherwise;
    }

    /** One of some words. */
    <T> T choice(String name, Map<String, T> words, T otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        String word = isText(object.get(name)) ? object.get(name).getAsString() : "";
        if (!words.containsKey(word)) {
            fault(name, "must be " + String.join(" or ", words.keySet()));
        }
        return words.getOrDefault(word, otherwise);
    }

    long whole(String name, long least, long most, long otherwise) {
        Optional<BigDecimal> number = number(name)
                .filter(n -> n.compareTo(BigDecimal.valueOf(least)) >= 0 && n.compareTo(BigDecimal.valueOf(most)) <= 0)
                .filter(n -> n.stripTrailingZeros().scale() <= 0);
        if (has(name) && number.isEmpty()) {
            String kind = isNumber(object.get(name)) ? "a whole number" : "a number, and a whole one";
            fault(name, "must be " + kind + " from " + least + " to " + most);
        }
        return number.map(BigDecimal::longValueExact).orElse(otherwise);
    }

    double decimal(String name, double least, double most, double otherwise) {
        Optional<BigDecimal> number = number(name)
                .filter(n -> n.compareTo(BigDecimal.valueOf(least)) >= 0 && n.compareTo(BigDecimal.valueOf(most)) <= 0);
        if (has(name) && number.isEmpty()) {
            fault(name, "must be a number from " + least + " to " + most);
        }
        return number.map(BigDecimal::doubleValue).orElse(otherwise);
    }

    /** The number that is there; empty where there is none, or one that no computer counts with. */
    private Optional<BigDecimal> number(String name) {
        if (!has(name) || !isNumber(object.get(name))) {
            return Optional.empty();
        }
        try {
            return Optional.of(object.get(name).getAsBigDecimal());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
    }

    String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private Iterable<JsonElement> elements(String name) {
        if (has(name) && !object.get(name).isJsonArray()) {
            fault(name, "must be an array");
        }
        return has(name) && object.get(name).isJsonArray() ? object.getAsJsonArray(name) : List.of();
    }

    private Field asObject(String where, JsonElement element) {
        if (element.isJsonObject()) {
            return new Field(where, element.getAsJsonObject(), faults);
        }
        faults.add(where, "must be an object");
        return new Field(where, new JsonObject(), new Faults());
    }

    private static boolean isText(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
    }

    private Optional<String> asText(String name, JsonElement element) {
        if (!isText(element)) {
            fault(name, "must be a text");
            return Optional.empty();
        }
        String text = element.getAsString();
        if (text.isEmpty()
                || text.length() > LONGEST_TEXT
                || text.codePoints().anyMatch(c -> !Character.isDefined(c) || Character.isISOControl(c))) {
            fault(name, "must be a text of 1 to " + LONGEST_TEXT + " characters, without control characters");
            return Optional.empty();
        }
        return Optional.of(text);
    }
}
