package org.openmfs.testbed.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a public KME answered when it was recorded.
 *
 * @param exchanges requests and answers, in the order in which they were made
 */
record KmeRecording(List<JsonObject> exchanges) {
    private static final Path FOLDER = Path.of("../device-agents/agent-methods/src/test/resources/kme-answers");

    static KmeRecording of(String kme) throws IOException {
        JsonObject file = JsonParser.parseString(Files.readString(FOLDER.resolve(kme + ".json")))
                .getAsJsonObject();
        return new KmeRecording(file.getAsJsonArray("exchanges").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList());
    }

    /** The first answer to such a call that had this status. */
    Answer answer(String method, String call, int status) {
        return exchanges.stream()
                .filter(exchange -> exchange.has("status")
                        && exchange.get("status").getAsInt() == status
                        && isOf(exchange.getAsJsonObject("request"), method, call))
                .map(Answer::of)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + status + " of " + method + " " + call + " is recorded"));
    }

    private static boolean isOf(JsonObject request, String method, String call) {
        return request.get("method").getAsString().equals(method)
                && request.get("path").getAsString().endsWith("/" + call);
    }

    /** One answer: what it says may be changed, its shape and its headers stay. */
    record Answer(int status, Map<String, String> headers, String body) {
        private static Answer of(JsonObject exchange) {
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getAsJsonObject("headers")
                    .asMap()
                    .forEach((name, value) -> headers.put(name, value.getAsString()));
            return new Answer(
                    exchange.get("status").getAsInt(),
                    headers,
                    exchange.get("body").getAsString());
        }

        /** The same with other values in the members of these names, wherever they are; nothing else is touched. */
        Answer saying(Map<String, JsonElement> values) {
            JsonElement document = JsonParser.parseString(body);
            replace(document, values);
            return new Answer(
                    status,
                    headers,
                    document + body.substring(body.stripTrailing().length()));
        }

        private static void replace(JsonElement element, Map<String, JsonElement> values) {
            switch (element) {
                case JsonArray array -> array.forEach(one -> replace(one, values));
                case JsonObject object -> {
                    object.asMap().values().forEach(member -> replace(member, values));
                    values.forEach((name, value) -> {
                        if (object.has(name)) {
                            object.add(name, value);
                        }
                    });
                }
                default -> {}
            }
        }
    }
}
