package org.openmfs.testbed.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The controller as its operator sees it: a command to start it, RESTCONF to ask it. */
final class Controller implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String SERVICE = "/data/mfs-service:services/service=";
    private static final int SUCCESS = 2;

    private final List<String> command;
    private final Path folder;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private Child process;
    private int starts;

    /**
     * @param command what starts it, without its options
     * @param folder where it keeps its data, and its output
     */
    Controller(List<String> command, Path folder) {
        this.command = List.copyOf(command);
        this.folder = folder;
    }

    void start() throws IOException {
        starts++;
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("--data", folder.toString(), "--http", "127.0.0.1:0"));
        process = Child.start(folder.resolveSibling("controller-" + starts + ".log"), line);
    }

    boolean ready() throws IOException {
        return process.said("RESTCONF at ").isPresent();
    }

    String root() throws IOException {
        return process.said("RESTCONF at ").orElseThrow();
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    /** The answer's status. */
    int put(String path, JsonObject body) throws IOException, InterruptedException {
        return send("PUT", path, body.toString()).statusCode();
    }

    int delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "").statusCode();
    }

    JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        return json(send("POST", path, body.toString()));
    }

    int status(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, body).statusCode();
    }

    JsonObject get(String path) throws IOException, InterruptedException {
        return json(send("GET", path, ""));
    }

    /** The service's state. */
    JsonObject service(String id) throws IOException, InterruptedException {
        return get(SERVICE + id + "?content=all")
                .getAsJsonArray("mfs-service:service")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("state");
    }

    String phase(String service) throws IOException, InterruptedException {
        return service(service).get("phase").getAsString();
    }

    List<String> reasons(String service) throws IOException, InterruptedException {
        JsonElement reasons = service(service).get("reason");
        return reasons == null
                ? List.of()
                : reasons.getAsJsonArray().asList().stream()
                        .map(reason -> reason.getAsJsonObject().get("id").getAsString())
                        .map(identity -> identity.substring(identity.indexOf(':') + 1))
                        .distinct()
                        .toList();
    }

    private static JsonObject json(HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != SUCCESS) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + path))
                .timeout(TIMEOUT)
                .header("Authorization", authorization())
                .header("Accept", "application/yang-data+json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/yang-data+json");
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String authorization() throws IOException {
        String said = Child.LogLine.find(folder.resolveSibling("controller-1.log"), "user admin, password in ")
                .orElseThrow();
        String pair = "admin:" + Files.readString(Path.of(said)).strip();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
    }
}
