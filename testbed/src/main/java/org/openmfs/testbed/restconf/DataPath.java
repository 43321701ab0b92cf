package org.openmfs.testbed.restconf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openmfs.testbed.web.Call;

/** Where a resource lies: the steps of an api-path (RFC 8040, section 3.5.3) resolved against the schema. */
record DataPath(List<Step> steps) {

    /** One step; keys are those given for a list entry, or the one value of a leaf-list entry. */
    record Step(SchemaNode node, List<String> keys, String memberName) {
        boolean isEntry() {
            return !keys.isEmpty();
        }
    }

    /** @throws RestconfException 404 where the schema has no such node, 400 where keys do not fit it */
    static DataPath parse(Schema schema, List<String> rawSegments) throws RestconfException {
        List<Step> steps = new ArrayList<>();
        for (String segment : rawSegments) {
            int equals = segment.indexOf('=');
            String name = Call.decode(equals < 0 ? segment : segment.substring(0, equals));
            SchemaNode node = next(schema, steps, name).orElseThrow(() -> RestconfException.missing(""));
            List<String> keys = equals < 0 ? List.of() : keys(segment.substring(equals + 1));
            requireFitting(node, keys);
            String parentModule = steps.isEmpty() ? "" : steps.getLast().node().module();
            steps.add(new Step(node, keys, node.memberName(parentModule)));
        }
        return new DataPath(List.copyOf(steps));
    }

    private static Optional<SchemaNode> next(Schema schema, List<Step> steps, String name) {
        if (steps.isEmpty()) {
            return schema.root(name);
        }
        return steps.getLast().node() instanceof SchemaNode.Inner parent
                ? parent.member(name)
                        .or(() -> parent.children().values().stream()
                                .filter(child -> child.qualifiedName().equals(name))
                                .findAny())
                : Optional.empty();
    }

    private static List<String> keys(String text) {
        return Arrays.stream(text.split(",", -1)).map(Call::decode).toList();
    }

    private static void requireFitting(SchemaNode node, List<String> keys) throws RestconfException {
        int expected = switch (node) {
            case SchemaNode.ListNode list -> list.keys().size();
            case SchemaNode.LeafList leaves -> 1;
            default -> 0;
        };
        if (!keys.isEmpty() && keys.size() != expected) {
            throw RestconfException.invalid("", node.name() + " takes " + expected + " key(s)");
        }
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    Step last() {
        return steps.getLast();
    }

    DataPath parent() {
        return new DataPath(steps.subList(0, steps.size() - 1));
    }

    /** The name under which a child stands in this resource's JSON. */
    String childName(SchemaNode child) {
        return child.memberName(isRoot() ? "" : last().node().module());
    }

    /** The instance at this path: a container's object, one list entry, a whole list's array, a leaf's value. */
    Optional<JsonElement> find(JsonObject root) {
        JsonElement here = root;
        for (Step step : steps) {
            if (!here.isJsonObject() || !here.getAsJsonObject().has(step.memberName())) {
                return Optional.empty();
            }
            here = here.getAsJsonObject().get(step.memberName());
            if (step.isEntry()) {
                int index = indexOf(here.getAsJsonArray(), step);
                if (index < 0) {
                    return Optional.empty();
                }
                here = here.getAsJsonArray().get(index);
            }
        }
        return Optional.of(here);
    }

    /** Position of the entry that a step's keys mean, or -1. */
    static int indexOf(JsonArray array, Step step) {
        for (int i = 0; i < array.size(); i++) {
            if (keysOf(step.node(), array.get(i)).equals(step.keys())) {
                return i;
            }
        }
        return -1;
    }

    static List<String> keysOf(SchemaNode node, JsonElement entry) {
        return node instanceof SchemaNode.ListNode list && entry.isJsonObject()
                ? list.keys().stream()
                        .map(key -> SchemaCheck.keyText(entry.getAsJsonObject(), key))
                        .toList()
                : List.of(entry.isJsonPrimitive() ? entry.getAsString() : entry.toString());
    }

    /** As an instance-identifier, for error-path. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append('/').append(step.memberName());
            for (int i = 0; i < step.keys().size(); i++) {
                String key = step.node() instanceof SchemaNode.ListNode list
                        ? list.keys().get(i)
                        : ".";
                text.append("[%s='%s']".formatted(key, step.keys().get(i)));
            }
        }
        return text.toString();
    }
}
