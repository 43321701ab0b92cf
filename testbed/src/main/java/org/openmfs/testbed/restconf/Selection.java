package org.openmfs.testbed.restconf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.testbed.web.Call;

/**
 * Which part of a resource a GET wants (RFC 8040, sections 4.8.1 and 4.8.2).
 *
 * @param config whether configuration is wanted
 * @param state whether state is wanted
 * @param depth levels of nodes, 1 being the target itself; 65,536 means unbounded
 */
record Selection(boolean config, boolean state, int depth) {
    private static final int UNBOUNDED = 65_536;

    /** @throws RestconfException for a parameter that is unknown, repeated or has no such value */
    static Selection of(Call call) throws RestconfException {
        for (Map.Entry<String, List<String>> parameter : call.query().entrySet()) {
            if (!Set.of("content", "depth").contains(parameter.getKey())
                    || parameter.getValue().size() != 1) {
                throw RestconfException.invalid("", "query parameter " + parameter.getKey() + " cannot be used so");
            }
        }
        String content = call.query().getOrDefault("content", List.of("all")).getFirst();
        if (!Set.of("all", "config", "nonconfig").contains(content)) {
            throw RestconfException.invalid("", "content is all, config or nonconfig");
        }
        String depth = call.query().getOrDefault("depth", List.of("unbounded")).getFirst();
        if (!depth.equals("unbounded") && !depth.matches("[1-9][0-9]{0,4}")) {
            throw RestconfException.invalid("", "depth is 1..65535 or unbounded");
        }
        int levels = depth.equals("unbounded") ? UNBOUNDED : Integer.parseInt(depth);
        return new Selection(!content.equals("nonconfig"), !content.equals("config"), levels);
    }

    /** The wanted part of one instance of a node. */
    JsonElement of(SchemaNode node, JsonElement value) {
        return value.isJsonArray() ? entries(node, value.getAsJsonArray(), depth) : one(node, value, depth);
    }

    private JsonElement entries(SchemaNode node, JsonArray array, int levels) {
        JsonArray result = new JsonArray();
        array.forEach(entry -> result.add(one(node, entry, levels)));
        return result;
    }

    private JsonElement one(SchemaNode node, JsonElement value, int levels) {
        if (!(node instanceof SchemaNode.Inner inner) || !value.isJsonObject()) {
            return value;
        }
        JsonObject result = new JsonObject();
        for (Map.Entry<String, JsonElement> member : value.getAsJsonObject().entrySet()) {
            SchemaNode child = inner.member(member.getKey())
                    .orElseGet(() -> new SchemaNode.Anything(inner.module(), member.getKey(), false));
            boolean key =
                    inner instanceof SchemaNode.ListNode list && list.keys().contains(member.getKey());
            if (levels > 1 && (key || wants(child))) {
                add(result, member.getKey(), child, member.getValue(), levels - 1);
            }
        }
        return result;
    }

    private void add(JsonObject result, String name, SchemaNode child, JsonElement value, int levels) {
        JsonElement part = value.isJsonArray() && child instanceof SchemaNode.ListNode
                ? entries(child, value.getAsJsonArray(), levels)
                : one(child, value, levels);
        boolean emptied = part.isJsonObject() && part.getAsJsonObject().isEmpty() && levels > 1;
        if (!emptied) {
            result.add(name, part);
        }
    }

    private boolean wants(SchemaNode child) {
        return child.config() ? config || child instanceof SchemaNode.Inner : state;
    }
}
