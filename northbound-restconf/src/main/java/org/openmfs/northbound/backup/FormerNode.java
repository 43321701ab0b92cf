package org.openmfs.northbound.backup;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A container or an entry of a list in a configuration of former words. What has another form than its model says is
 * passed over: the models of today refuse it.
 *
 * @param path where it is
 */
record FormerNode(String path, JsonObject members) {
    String at(String name) {
        return path + "/" + name;
    }

    /** A container in it, if it is there. */
    Stream<FormerNode> child(String name) {
        return members.get(name) instanceof JsonObject child ? Stream.of(new FormerNode(at(name), child)) : Stream.of();
    }

    /** The entries of a list in it. */
    Stream<FormerNode> entries(String name, String key) {
        if (!(members.get(name) instanceof JsonArray list)) {
            return Stream.of();
        }
        return list.asList().stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .map(entry -> new FormerNode(
                        at(name) + "[" + key + "='" + text(entry.get(key)).orElse("") + "']", entry));
    }

    /** Makes the name of an identity a word. */
    void makeWord(String leaf) {
        text(members.get(leaf)).ifPresent(identity -> members.addProperty(leaf, word(identity)));
    }

    /** A list with each text as it is said today, once; without those that can't be said. */
    static JsonElement each(JsonElement values, Function<String, Optional<String>> renewal) {
        if (!(values instanceof JsonArray former)) {
            return values;
        }
        JsonArray renewed = new JsonArray();
        for (JsonElement value : former) {
            Optional<String> text = text(value);
            Optional<JsonElement> now =
                    text.isPresent() ? text.flatMap(renewal).map(JsonPrimitive::new) : Optional.of(value);
            now.filter(one -> !renewed.contains(one)).ifPresent(renewed::add);
        }
        return renewed;
    }

    static Optional<String> text(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString()
                ? Optional.of(primitive.getAsString())
                : Optional.empty();
    }

    /** Its name without its module. */
    static String word(String identity) {
        return identity.substring(identity.indexOf(':') + 1);
    }
}
