package org.openmfs.testbed;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.openmfs.testbed.web.Json;

/** A bare client of ETSI GS QKD 014: sends what a test says and shows what came back. */
public final class SaeClient {
    private final String kme;
    private final HttpClient http;

    SaeClient(String kme, SSLContext identity) {
        this.kme = kme;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(identity)
                .build();
    }

    /** A KME's answer. */
    public record Answer(int status, String type, String text) {
        public JsonObject json() {
            return Json.parseObject(text);
        }

        public String message() {
            return json().get("message").getAsString();
        }

        public List<String> keyIds() {
            return member("key_ID");
        }

        public List<String> keys() {
            return member("key");
        }

        private List<String> member(String name) {
            return Json.objects(json(), "keys").stream()
                    .map(key -> key.get(name).getAsString())
                    .toList();
        }
    }

    public Answer get(String peer, String methodAndQuery) {
        return exchange(request(peer, methodAndQuery).GET().build());
    }

    public Answer post(String peer, String method, JsonObject body) {
        return post(peer, method, body.toString());
    }

    public Answer post(String peer, String method, String body) {
        return exchange(request(peer, method)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public Answer decrypt(String master, List<String> keyIds) {
        List<JsonObject> ids =
                keyIds.stream().map(id -> Json.object("key_ID", id)).toList();
        return post(master, "dec_keys", Json.object("key_IDs", ids));
    }

    public HttpRequest.Builder request(String peer, String rest) {
        String sae = URLEncoder.encode(peer, StandardCharsets.UTF_8).replace("+", "%20");
        return HttpRequest.newBuilder(URI.create(kme + "/api/v1/keys/" + sae + "/" + rest))
                .timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = send(request);
            String type = response.headers().firstValue("content-type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
