package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;

/** A bare RESTCONF client: sends what a test says and shows what came back. */
public final class RestconfClient {
    private static final String JSON = "application/yang-data+json";
    private final String root;
    private final Credential credential;
    private final HttpClient http;

    RestconfClient(String root, SSLContext trust, Credential credential) {
        this.root = root;
        this.credential = credential;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .build();
    }

    public HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", credential.authorization())
                .header("Accept", JSON);
    }

    /** URL of a data resource. */
    public String data(String path) {
        return root + "/data" + (path.isEmpty() ? "" : "/" + path);
    }

    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> call(String method, String path, String body) {
        HttpRequest.BodyPublisher content =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = request(data(path)).method(method, content);
        if (!body.isEmpty()) {
            request.header("Content-Type", JSON);
        }
        return send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> expect(int status, String method, String path, JsonObject body) {
        HttpResponse<String> response = call(method, path, body.isEmpty() ? "" : body.toString());
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isEqualTo(status);
        return response;
    }

    public JsonObject get(String path) {
        return Json.parseObject(expect(200, "GET", path, new JsonObject()).body());
    }

    /** Expects an error and returns its one entry. */
    public JsonObject error(int status, String method, String path, String body) {
        HttpResponse<String> response = call(method, path, body);
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isEqualTo(status);
        JsonObject errors = Json.parseObject(response.body()).getAsJsonObject("ietf-restconf:errors");
        return Json.objects(errors, "error").getFirst();
    }

    /** Subscribes to the stream that the server says it has. */
    public Events events() {
        JsonObject streams = get("ietf-restconf-monitoring:restconf-state/streams");
        JsonObject stream = Json.objects(streams.getAsJsonObject("ietf-restconf-monitoring:streams"), "stream")
                .getFirst();
        String location =
                Json.objects(stream, "access").getFirst().get("location").getAsString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(location))
                .header("Authorization", credential.authorization())
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
        return new Events(response.body());
    }

    /** Events of a stream in the order of their arrival. */
    public static final class Events implements AutoCloseable {
        private final InputStream in;
        private final BlockingQueue<JsonObject> arrived = new LinkedBlockingQueue<>();

        private Events(InputStream in) {
            this.in = in;
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data: ")) {
                        arrived.add(Json.parseObject(line.substring(6)).getAsJsonObject("ietf-restconf:notification"));
                    }
                }
            } catch (IOException e) {
                // The test has closed the stream.
            }
        }

        /** The content of the next notification of a name; others are passed over. */
        public JsonObject next(String name) throws InterruptedException {
            while (true) {
                JsonObject event = arrived.poll(10, TimeUnit.SECONDS);
                assertThat(event).as("no " + name + " came").isNotNull();
                assertThat(event.has("eventTime")).isTrue();
                if (event.has(name)) {
                    return event.getAsJsonObject(name);
                }
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
