package org.openmfs.testbed.restconf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes a configuration tree the way RFC 8040's methods say (sections 4.4 to 4.7); works on a copy of the caller's. */
final class TreeEdit {
    private final Schema schema;
    private final JsonObject root;

    TreeEdit(Schema schema, JsonObject root) {
        this.schema = schema;
        this.root = root;
    }

    /** Creates or replaces; true where it created. */
    boolean put(DataPath target, JsonObject body) throws RestconfException {
        requireWritable(target);
        JsonElement value = only(target.last().node(), target.parent(), body);
        boolean existed = target.find(root).isPresent();
        store(target, instance(target, value));
        return !existed;
    }

    /** Creates one child of a resource; the child's path relative to the resource. */
    DataPath.Step post(DataPath parent, JsonObject body) throws RestconfException {
        if (body.size() != 1) {
            throw RestconfException.malformed("the body must hold exactly one child resource");
        }
        String name = body.keySet().iterator().next();
        SchemaNode node = childNode(parent, name);
        JsonElement value = only(node, parent, body);
        DataPath.Step step = new DataPath.Step(node, entryKeys(node, value), parent.childName(node));
        DataPath target = new DataPath(append(parent, step));
        if (target.find(root).isPresent()) {
            throw RestconfException.exists(target.text());
        }
        store(target, instance(target, value));
        return step;
    }

    /** Merges into a resource that exists (plain patch, section 4.6.1). */
    void patch(DataPath target, JsonObject body) throws RestconfException {
        requireWritable(target);
        JsonElement value = only(target.last().node(), target.parent(), body);
        JsonElement change = instance(target, value);
        JsonElement present = target.find(root).orElseThrow(() -> RestconfException.missing(target.text()));
        if (present.isJsonObject() && target.last().node() instanceof SchemaNode.Inner node) {
            merge(node, present.getAsJsonObject(), change.getAsJsonObject());
        } else {
            store(target, change);
        }
    }

    void delete(DataPath target) throws RestconfException {
        requireWritable(target);
        if (target.find(root).isEmpty()) {
            throw RestconfException.missing(target.text());
        }
        JsonObject holder = target.parent().find(root).orElseThrow().getAsJsonObject();
        DataPath.Step last = target.last();
        if (last.isEntry()) {
            JsonArray array = holder.getAsJsonArray(last.memberName());
            array.remove(DataPath.indexOf(array, last));
        }
        if (!last.isEntry() || holder.getAsJsonArray(last.memberName()).isEmpty()) {
            holder.remove(last.memberName());
        }
    }

    private void requireWritable(DataPath target) throws RestconfException {
        if (target.isRoot()) {
            throw RestconfException.notAllowed("", "the whole datastore cannot be the target of this method");
        }
        SchemaNode node = target.last().node();
        if (!node.config()) {
            throw RestconfException.notAllowed(target.text(), "this is state and cannot be written");
        }
        boolean list = node instanceof SchemaNode.ListNode || node instanceof SchemaNode.LeafList;
        if (list && !target.last().isEntry()) {
            throw RestconfException.invalid(target.text(), "the key of a list entry is missing");
        }
    }

    private SchemaNode childNode(DataPath parent, String qualifiedName) throws RestconfException {
        Optional<SchemaNode> node = parent.isRoot()
                ? schema.root(qualifiedName)
                : parent.last().node() instanceof SchemaNode.Inner inner
                        ? inner.children().values().stream()
                                .filter(child -> child.qualifiedName().equals(qualifiedName))
                                .findAny()
                        : Optional.empty();
        return node.orElseThrow(() -> RestconfException.unknown(parent.text() + "/" + qualifiedName));
    }

    /** The value of the body's one member, which must be the node's qualified name. */
    private static JsonElement only(SchemaNode node, DataPath parent, JsonObject body) throws RestconfException {
        String path = parent.text() + "/" + parent.childName(node);
        if (body.size() != 1) {
            throw RestconfException.malformed("the body must hold exactly " + node.qualifiedName());
        }
        if (!body.has(node.qualifiedName())) {
            throw RestconfException.unknown(
                    parent.text() + "/" + body.keySet().iterator().next());
        }
        JsonElement value = body.get(node.qualifiedName());
        SchemaCheck.check(node, value, path);
        return value;
    }

    private static List<String> entryKeys(SchemaNode node, JsonElement value) throws RestconfException {
        boolean list = node instanceof SchemaNode.ListNode || node instanceof SchemaNode.LeafList;
        if (list && value.getAsJsonArray().size() != 1) {
            throw RestconfException.malformed("exactly one entry can be created at once");
        }
        return list ? DataPath.keysOf(node, value.getAsJsonArray().get(0)) : List.of();
    }

    /** What is stored: the one entry of a list's array, checked to be the one the path means. */
    private static JsonElement instance(DataPath target, JsonElement value) throws RestconfException {
        DataPath.Step last = target.last();
        if (!last.isEntry()) {
            return value.deepCopy();
        }
        if (!entryKeys(last.node(), value).equals(last.keys())) {
            throw RestconfException.invalid(target.text(), "the key in the body is not the key in the URL");
        }
        return value.getAsJsonArray().get(0).deepCopy();
    }

    private void store(DataPath target, JsonElement value) throws RestconfException {
        JsonObject holder = reach(target.parent());
        DataPath.Step last = target.last();
        if (!last.isEntry()) {
            holder.add(last.memberName(), value);
            return;
        }
        if (!holder.has(last.memberName())) {
            holder.add(last.memberName(), new JsonArray());
        }
        JsonArray array = holder.getAsJsonArray(last.memberName());
        int index = DataPath.indexOf(array, last);
        if (index < 0) {
            array.add(value);
        } else {
            array.set(index, value);
        }
    }

    /** The object at a path; containers on the way come into being, list entries must be there. */
    private JsonObject reach(DataPath path) throws RestconfException {
        JsonObject here = root;
        for (DataPath.Step step : path.steps()) {
            if (step.isEntry()) {
                int index = here.has(step.memberName())
                        ? DataPath.indexOf(here.getAsJsonArray(step.memberName()), step)
                        : -1;
                if (index < 0) {
                    throw RestconfException.missing(path.text());
                }
                here = here.getAsJsonArray(step.memberName()).get(index).getAsJsonObject();
            } else {
                if (!here.has(step.memberName())) {
                    here.add(step.memberName(), new JsonObject());
                }
                here = here.getAsJsonObject(step.memberName());
            }
        }
        return here;
    }

    private static void merge(SchemaNode.Inner node, JsonObject present, JsonObject change) {
        for (Map.Entry<String, JsonElement> member : change.entrySet()) {
            SchemaNode child = node.member(member.getKey()).orElseThrow();
            JsonElement old = present.get(member.getKey());
            switch (child) {
                case SchemaNode.Container container
                when old != null ->
                    merge(container, old.getAsJsonObject(), member.getValue().getAsJsonObject());
                case SchemaNode.ListNode list
                when old != null ->
                    mergeEntries(list, old.getAsJsonArray(), member.getValue().getAsJsonArray());
                case SchemaNode.LeafList leaves
                when old != null ->
                    member.getValue().getAsJsonArray().asList().stream()
                            .filter(value -> !old.getAsJsonArray().contains(value))
                            .forEach(old.getAsJsonArray()::add);
                default -> present.add(member.getKey(), member.getValue());
            }
        }
    }

    private static void mergeEntries(SchemaNode.ListNode list, JsonArray present, JsonArray changes) {
        for (JsonElement change : changes) {
            DataPath.Step step = new DataPath.Step(list, DataPath.keysOf(list, change), list.name());
            int index = DataPath.indexOf(present, step);
            if (index < 0) {
                present.add(change);
            } else {
                merge(list, present.get(index).getAsJsonObject(), change.getAsJsonObject());
            }
        }
    }

    private static List<DataPath.Step> append(DataPath parent, DataPath.Step step) {
        List<DataPath.Step> steps = new ArrayList<>(parent.steps());
        steps.add(step);
        return steps;
    }
}
