package org.openmfs.testbed.qkd;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openmfs.testbed.topology.QkdPlan;
import org.openmfs.testbed.web.Call;
import org.openmfs.testbed.web.Json;

/**
 * A Key request of ETSI GS QKD 014 V1.1.1 (clause 6.2) after checking.
 *
 * @param bits key size, bits
 */
record KeyRequest(int number, int bits, List<String> additionalSlaves) {
    private static final Set<String> MEMBERS =
            Set.of("number", "size", "additional_slave_SAE_IDs", "extension_mandatory", "extension_optional");
    private static final String UUID_TEXT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /** From a GET, whose query may name number and size alone, or from a POST, whose body may name everything. */
    static KeyRequest of(Call call, QkdPlan.KeySizes sizes) throws KmeRefusal {
        JsonObject wish = call.method().equals("GET") ? fromQuery(call, Set.of("number", "size")) : body(call);
        for (String name : wish.keySet()) {
            if (!MEMBERS.contains(name)) {
                throw KmeRefusal.badRequest("unknown parameter " + name);
            }
        }
        int bits = whole(wish, "size", sizes.defaultBits());
        int number = whole(wish, "number", 1);
        List<String> additional = texts(wish, "additional_slave_SAE_IDs");
        requireNoMandatoryExtension(wish);
        requireGrantable(new KeyRequest(number, bits, additional), sizes);
        return new KeyRequest(number, bits, additional);
    }

    private static void requireGrantable(KeyRequest request, QkdPlan.KeySizes sizes) throws KmeRefusal {
        if (request.bits % 8 != 0) {
            throw KmeRefusal.badRequest("size shall be a multiple of 8");
        }
        if (request.bits < sizes.minBits() || request.bits > sizes.maxBits()) {
            throw KmeRefusal.badRequest("size shall be from " + sizes.minBits() + " to " + sizes.maxBits());
        }
        if (request.number < 1 || request.number > sizes.maxPerRequest()) {
            throw KmeRefusal.badRequest("number shall be from 1 to " + sizes.maxPerRequest());
        }
        if (request.additionalSlaves.size() > sizes.maxAdditionalSaes()) {
            throw KmeRefusal.badRequest("at most " + sizes.maxAdditionalSaes() + " additional slave SAEs");
        }
    }

    private static void requireNoMandatoryExtension(JsonObject wish) throws KmeRefusal {
        for (String name : List.of("extension_mandatory", "extension_optional")) {
            if (wish.has(name) && !wish.get(name).isJsonArray()) {
                throw KmeRefusal.badRequest(name + " shall be an array of objects");
            }
        }
        if (wish.has("extension_mandatory")
                && !wish.getAsJsonArray("extension_mandatory").isEmpty()) {
            throw KmeRefusal.badRequest("not all extension_mandatory parameters are supported");
        }
    }

    /** The ids of a Key IDs request (clause 6.4): one in a GET's query, one or more in a POST's body. */
    static List<UUID> keyIds(Call call) throws KmeRefusal {
        List<String> texts = new ArrayList<>();
        if (call.method().equals("GET")) {
            texts.add(text(fromQuery(call, Set.of("key_ID")), "key_ID"));
        } else {
            JsonElement list = body(call).get("key_IDs");
            if (list == null || !list.isJsonArray() || list.getAsJsonArray().isEmpty()) {
                throw KmeRefusal.badRequest("key_IDs shall be a non-empty array of objects");
            }
            for (JsonElement element : list.getAsJsonArray()) {
                texts.add(element.isJsonObject() ? text(element.getAsJsonObject(), "key_ID") : "");
            }
        }
        if (texts.stream().anyMatch(t -> !t.matches(UUID_TEXT))
                || Set.copyOf(texts).size() < texts.size()) {
            throw KmeRefusal.badRequest("key_ID shall be a UUID, each only once");
        }
        return texts.stream().map(UUID::fromString).toList();
    }

    private static JsonObject fromQuery(Call call, Set<String> allowed) throws KmeRefusal {
        JsonObject wish = new JsonObject();
        for (Map.Entry<String, List<String>> parameter : call.query().entrySet()) {
            String name = parameter.getKey();
            if (!allowed.contains(name) || parameter.getValue().size() != 1) {
                throw KmeRefusal.badRequest("a GET request takes only " + String.join(", ", allowed) + ", each once");
            }
            String value = parameter.getValue().getFirst();
            if (value.matches("-?[0-9]{1,9}")) {
                wish.addProperty(name, Integer.valueOf(value));
            } else {
                wish.addProperty(name, value);
            }
        }
        return wish;
    }

    private static JsonObject body(Call call) throws KmeRefusal {
        String type = call.header("content-type").orElse("").split(";")[0].strip();
        if (!type.equals("application/json")) {
            throw KmeRefusal.badRequest("the content type shall be application/json");
        }
        try {
            return Json.parseObject(call.body());
        } catch (JsonParseException e) {
            throw KmeRefusal.badRequest("the body is not a JSON object");
        }
    }

    private static int whole(JsonObject wish, String name, int otherwise) throws KmeRefusal {
        JsonElement value = wish.get(name);
        if (value == null) {
            return otherwise;
        }
        boolean integer = value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isNumber()
                && value.getAsString().matches("-?[0-9]{1,9}");
        if (!integer) {
            throw KmeRefusal.badRequest(name + " shall be an integer");
        }
        return value.getAsInt();
    }

    private static String text(JsonObject object, String name) {
        return Json.text(object, name).orElse("");
    }

    private static List<String> texts(JsonObject wish, String name) throws KmeRefusal {
        if (!wish.has(name)) {
            return List.of();
        }
        boolean texts = wish.get(name).isJsonArray()
                && wish.getAsJsonArray(name).asList().stream()
                        .allMatch(e ->
                                e.isJsonPrimitive() && e.getAsJsonPrimitive().isString());
        if (!texts) {
            throw KmeRefusal.badRequest(name + " shall be an array of strings");
        }
        return Json.texts(wish, name);
    }
}
