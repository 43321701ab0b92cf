package org.openmfs.actions;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Members of JSON objects, whether they are there or not. */
public final class Members {
    private Members() {}

    /** An object that somebody wrote; empty if it is none. */
    static Optional<JsonObject> parsed(String text) {
        try {
            return Optional.of(JsonParser.parseString(text))
                    .filter(JsonElement::isJsonObject)
                    .map(JsonElement::getAsJsonObject);
        } catch (JsonParseException | IllegalStateException malformed) {
            return Optional.empty();
        }
    }

    /** @param path names with slashes between them */
    public static Optional<JsonElement> at(JsonObject object, String path) {
        Optional<JsonElement> place = Optional.of(object);
        for (String name : List.of(path.split("/"))) {
            place = place.filter(JsonElement::isJsonObject)
                    .flatMap(
                            found -> Optional.ofNullable(found.getAsJsonObject().get(name)));
        }
        return place;
    }

    /** The text of a leaf. */
    public static Optional<String> text(JsonObject object, String path) {
        return at(object, path).filter(JsonElement::isJsonPrimitive).map(JsonElement::getAsString);
    }

    /** An object within another; one without members where it is not there. */
    public static JsonObject object(JsonObject object, String path) {
        return at(object, path)
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .orElseGet(JsonObject::new);
    }

    /** The objects of a list; none where there is no list. */
    public static List<JsonObject> objects(JsonObject object, String path) {
        return elements(object, path)
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** The texts of a leaf-list. */
    public static List<String> texts(JsonObject object, String path) {
        return elements(object, path)
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .toList();
    }

    private static Stream<JsonElement> elements(JsonObject object, String path) {
        return at(object, path).filter(JsonElement::isJsonArray).map(JsonElement::getAsJsonArray).stream()
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false));
    }

    static JsonObject of(String name, JsonElement value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }

    static JsonArray list(JsonElement... values) {
        JsonArray list = new JsonArray();
        Stream.of(values).forEach(list::add);
        return list;
    }

    static JsonArray list(List<String> values) {
        JsonArray list = new JsonArray();
        values.forEach(list::add);
        return list;
    }
}
