package org.openmfs.northbound.restconf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openmfs.northbound.error.ServerError;

/**
 * What is left of data when all that the models refuse is taken out of them, so that rules can be asked of the rest; and
 * which of their answers count although something is missing.
 *
 * @param errors what the models refuse
 */
record SoundPart(List<ServerError> errors) {
    private static final String VALUE = "(?:'[^']*'|\"[^\"]*\")";
    private static final Pattern STEP = Pattern.compile("/([\\w.:-]+)((?:\\[[^=\\]]+=" + VALUE + "])*)");
    private static final Pattern KEY = Pattern.compile("\\[([^=\\]]+)=(" + VALUE + ")]");
    private static final Pattern ENTRY = Pattern.compile("^/[^/\\[]+/[^/\\[]+(?:\\[[^=\\]]+=" + VALUE + "])+");

    JsonObject of(JsonObject data) {
        JsonObject left = data.deepCopy();
        errors.forEach(error -> takeOut(left, error.path()));
        return left;
    }

    /** Of an entry that is not whole, and of what is built on such, nothing more is said. */
    List<ServerError> counting(List<ServerError> objections, JsonObject data) {
        Set<String> broken = errors.stream().map(SoundPart::entry).collect(Collectors.toSet());
        ShakenGround ground = new ShakenGround(errors, data);
        return objections.stream()
                .filter(objection -> !broken.contains(entry(objection)))
                .filter(ground::bears)
                .toList();
    }

    private static String entry(ServerError error) {
        return entryOf(error).orElse(error.path());
    }

    /** The path of the entry of a list at the top that an error is in. */
    static Optional<String> entryOf(ServerError error) {
        Matcher entry = ENTRY.matcher(error.path());
        return entry.find() ? Optional.of(entry.group()) : Optional.empty();
    }

    /** What stands at a path. */
    static Optional<JsonElement> find(JsonObject data, String path) {
        Matcher step = STEP.matcher(path);
        Optional<JsonElement> at = Optional.of(data);
        int end = 0;
        while (at.isPresent() && end < path.length() && step.lookingAt()) {
            String keys = step.group(2);
            Optional<JsonElement> found = at.filter(JsonObject.class::isInstance)
                    .map(JsonObject.class::cast)
                    .flatMap(parent -> member(parent, step.group(1)).map(parent::get));
            at = keys.isEmpty()
                    ? found
                    : found.filter(JsonArray.class::isInstance)
                            .flatMap(list -> entry((JsonArray) list, keys).map(JsonElement.class::cast));
            end = step.end();
            step.region(end, path.length());
        }
        return end == path.length() ? at : Optional.empty();
    }

    private static void takeOut(JsonObject data, String path) {
        Matcher step = STEP.matcher(path);
        Optional<JsonObject> at = Optional.of(data);
        while (at.isPresent() && step.lookingAt()) {
            JsonObject parent = at.get();
            Optional<String> member = member(parent, step.group(1));
            boolean last = step.end() == path.length();
            String keys = step.group(2);
            if (member.isEmpty()) {
                return;
            }
            JsonElement found = parent.get(member.get());
            Optional<JsonObject> entry = found instanceof JsonArray list ? entry(list, keys) : Optional.empty();
            if (last && entry.isPresent() && found instanceof JsonArray list) {
                list.remove(entry.get());
            } else if (last) {
                parent.remove(member.get());
            }
            at = found instanceof JsonObject inner ? Optional.of(inner) : entry;
            step.region(step.end(), path.length());
        }
    }

    private static Optional<String> member(JsonObject object, String name) {
        String local = name.substring(name.indexOf(':') + 1);
        return object.keySet().stream()
                .filter(key -> key.substring(key.indexOf(':') + 1).equals(local))
                .findFirst();
    }

    private static Optional<JsonObject> entry(JsonArray list, String keys) {
        return list.asList().stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(entry -> !keys.isEmpty()
                        && KEY.matcher(keys).results().allMatch(key -> {
                            String value = key.group(2);
                            return member(entry, key.group(1))
                                    .map(entry::get)
                                    .filter(JsonElement::isJsonPrimitive)
                                    .filter(found -> found.getAsString().equals(value.substring(1, value.length() - 1)))
                                    .isPresent();
                        }))
                .findFirst();
    }
}
