package org.openmfs.northbound.restconf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.openmfs.northbound.error.ServerError;

/**
 * Which rules can be asked of classes, applications and services although the models refuse something that such are built on: those
 * that touch nothing of the entries that are refused.
 */
final class ShakenGround {
    private static final List<String> GROUND =
            List.of("/ietf-network:", "/mfs-method:", "/mfs-policy:", "/mfs-application:");
    private static final List<String> BUILT = List.of("/mfs-policy:", "/mfs-service:", "/mfs-application:");

    private final JsonObject data;
    private final Set<String> names = new HashSet<>();
    private final boolean whole;

    /**
     * @param errors what the models refuse
     * @param data all of it
     */
    ShakenGround(List<ServerError> errors, JsonObject data) {
        this.data = data;
        List<Optional<JsonElement>> entries = errors.stream()
                .filter(error -> GROUND.stream().anyMatch(error.path()::startsWith))
                .map(error -> SoundPart.entryOf(error).flatMap(path -> SoundPart.find(data, path)))
                .toList();
        whole = entries.stream().anyMatch(Optional::isEmpty);
        entries.stream()
                .flatMap(Optional::stream)
                .forEach(entry -> eachLeaf("", entry, (name, value) -> {
                    if (name.equals("id") || name.endsWith("-id")) {
                        names.add(value);
                    }
                }));
    }

    /** Whether an objection holds whatever the refused entries are meant to say. */
    boolean bears(ServerError objection) {
        if (BUILT.stream().noneMatch(objection.path()::startsWith) || !whole && names.isEmpty()) {
            return true;
        }
        return !whole && values(objection).stream().noneMatch(names::contains);
    }

    /** A name that names nothing does so by itself; any other objection may come of all that its entry names. */
    private Set<String> values(ServerError objection) {
        Set<String> values = new HashSet<>();
        Optional<JsonElement> own = SoundPart.find(data, objection.path()).filter(JsonElement::isJsonPrimitive);
        boolean name = own.isPresent() && own.get().getAsJsonPrimitive().isString();
        (name ? own : SoundPart.entryOf(objection).flatMap(path -> SoundPart.find(data, path)))
                .ifPresent(element -> eachLeaf("", element, (leaf, value) -> values.add(value)));
        return values;
    }

    private static void eachLeaf(String name, JsonElement element, BiConsumer<String, String> seen) {
        if (element instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                String local = member.getKey().substring(member.getKey().indexOf(':') + 1);
                eachLeaf(local, member.getValue(), seen);
            }
        } else if (element instanceof JsonArray list) {
            list.forEach(one -> eachLeaf(name, one, seen));
        } else if (element.isJsonPrimitive()) {
            seen.accept(name, element.getAsString());
        }
    }
}
