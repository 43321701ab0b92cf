package org.openmfs.testbed.restconf;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Checks that configuration a client sent is what the schema allows: known nodes, right types, whole keys, no state. */
final class SchemaCheck {
    private SchemaCheck() {}

    /** Checks one instance: a container's object, a list's array, a leaf's value. */
    static void check(SchemaNode node, JsonElement value, String path) throws RestconfException {
        if (!node.config()) {
            throw RestconfException.invalid(path, "this is state and cannot be written");
        }
        switch (node) {
            case SchemaNode.Container container -> members(container, object(value, path), path);
            case SchemaNode.ListNode list -> entries(list, value, path);
            case SchemaNode.Leaf leaf -> type(leaf.type(), value, path);
            case SchemaNode.LeafList leaves -> values(leaves, value, path);
            case SchemaNode.Anything anything -> {}
        }
    }

    private static JsonObject object(JsonElement value, String path) throws RestconfException {
        if (!value.isJsonObject()) {
            throw RestconfException.invalid(path, "an object is expected");
        }
        return value.getAsJsonObject();
    }

    private static void members(SchemaNode.Inner node, JsonObject object, String path) throws RestconfException {
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            String memberPath = path + "/" + member.getKey();
            SchemaNode child = node.member(member.getKey()).orElseThrow(() -> RestconfException.unknown(memberPath));
            check(child, member.getValue(), memberPath);
        }
    }

    private static void entries(SchemaNode.ListNode list, JsonElement value, String path) throws RestconfException {
        if (!value.isJsonArray()) {
            throw RestconfException.invalid(path, "an array is expected");
        }
        Set<String> seen = new HashSet<>();
        for (JsonElement element : value.getAsJsonArray()) {
            JsonObject entry = object(element, path);
            for (String key : list.keys()) {
                if (!entry.has(key)) {
                    throw RestconfException.of(400, "missing-element", path, "the key " + key + " is missing");
                }
            }
            members(list, entry, path + predicate(list, entry));
            if (!seen.add(predicate(list, entry))) {
                throw RestconfException.invalid(path + predicate(list, entry), "two entries have this key");
            }
        }
    }

    static String predicate(SchemaNode.ListNode list, JsonObject entry) {
        StringBuilder text = new StringBuilder();
        list.keys().forEach(key -> text.append("[%s='%s']".formatted(key, keyText(entry, key))));
        return text.toString();
    }

    /** The text of a key leaf; the JSON itself where a client sent something that is no leaf value. */
    static String keyText(JsonObject entry, String key) {
        JsonElement value = entry.get(key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : String.valueOf(value);
    }

    private static void values(SchemaNode.LeafList leaves, JsonElement value, String path) throws RestconfException {
        if (!value.isJsonArray()) {
            throw RestconfException.invalid(path, "an array is expected");
        }
        Set<JsonElement> seen = new HashSet<>();
        for (JsonElement element : value.getAsJsonArray()) {
            type(leaves.type(), element, path);
            if (!seen.add(element)) {
                throw RestconfException.invalid(path, "the value " + element + " is there twice");
            }
        }
    }

    private static void type(LeafType type, JsonElement value, String path) throws RestconfException {
        if (!type.accepts().test(value)) {
            throw RestconfException.invalid(path, "the value is not of type " + type.description());
        }
    }

    /** Checks that everything mandatory is there in a whole tree. */
    static void complete(SchemaNode.Inner node, JsonObject object, String path) throws RestconfException {
        for (SchemaNode child : node.children().values()) {
            JsonElement value = object.get(child.memberName(node.module()));
            String childPath = path + "/" + child.memberName(node.module());
            if (child instanceof SchemaNode.Leaf leaf && leaf.mandatory() && value == null) {
                throw RestconfException.of(400, "missing-element", childPath, "this leaf is mandatory");
            }
            if (child instanceof SchemaNode.Container container && value != null) {
                complete(container, value.getAsJsonObject(), childPath);
            }
        }
    }
}
