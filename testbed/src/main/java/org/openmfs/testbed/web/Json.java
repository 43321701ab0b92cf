package org.openmfs.testbed.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;

/** How JSON documents are written and read here: literals as {@code object("name", value, …)}, strict RFC 8259 input. */
public final class Json {
    private Json() {}

    /** An object from alternating names and values; a value is text, a number, a boolean, a list or JSON already. */
    public static JsonObject object(Object... namesAndValues) {
        JsonObject result = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            result.add((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return result;
    }

    public static JsonArray array(List<?> values) {
        JsonArray result = new JsonArray();
        values.forEach(value -> result.add(value(value)));
        return result;
    }

    private static JsonElement value(Object value) {
        return switch (value) {
            case JsonElement json -> json;
            case List<?> list -> array(list);
            case Number number -> new JsonPrimitive(number);
            case Boolean truth -> new JsonPrimitive(truth);
            case Object other -> new JsonPrimitive(other.toString());
        };
    }

    /**
     * Reads one JSON object and nothing after it.
     *
     * @throws com.google.gson.JsonParseException with one line where the text is not strict JSON or not one object
     */
    public static JsonObject parseObject(String text) {
        return new JsonText(text).object();
    }

    public static Optional<String> text(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString);
    }

    /** The objects of an array member; none where the member is absent. */
    public static List<JsonObject> objects(JsonObject object, String name) {
        return object.has(name)
                ? object.getAsJsonArray(name).asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList()
                : List.of();
    }

    /** The texts of an array member; none where the member is absent. */
    public static List<String> texts(JsonObject object, String name) {
        return object.has(name)
                ? object.getAsJsonArray(name).asList().stream()
                        .map(JsonElement::getAsString)
                        .toList()
                : List.of();
    }

    /** An object member; an empty object where it is absent. */
    public static JsonObject child(JsonObject object, String name) {
        return object.has(name) ? object.getAsJsonObject(name) : new JsonObject();
    }
}
