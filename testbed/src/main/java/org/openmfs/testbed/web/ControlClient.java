package org.openmfs.testbed.web;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Talks to the run-time control of a network. */
public final class ControlClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final URI control;
    private final Credential credential;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param control for example {@code http://127.0.0.1:41234} */
    public ControlClient(URI control, Credential credential) {
        this.control = control;
        this.credential = credential;
    }

    public JsonObject get(String path) throws IOException {
        return Json.parseObject(exchange("GET", path, HttpRequest.BodyPublishers.noBody()));
    }

    public void send(String method, String path, JsonObject body) throws IOException {
        exchange(method, path, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    public void delete(String path) throws IOException {
        exchange("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    private String exchange(String method, String path, HttpRequest.BodyPublisher body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(control.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", credential.authorization())
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException("%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(method + " " + path);
        }
    }
}
