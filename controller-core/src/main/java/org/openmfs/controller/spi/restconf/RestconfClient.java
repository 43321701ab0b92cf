package org.openmfs.controller.spi.restconf;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/** Requests to one RESTCONF server. Every answer is due as a whole within a time, and has a largest size. */
public final class RestconfClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(8);
    private static final int LARGEST_ANSWER = 8 << 20;
    private static final String JSON = "application/yang-data+json";
    private static final int SUCCESS = 2;

    private final HttpClient http;
    private final URI root;
    private final Optional<String> authorization;
    private final String subject;

    /**
     * @param subject how failures name the server
     * @param root for example {@code https://qkd-a:8443/restconf}
     * @param authority PEM certificates that the server's must lead to; absent: the platform's
     * @throws IllegalArgumentException if the PEM text holds no certificate
     */
    public RestconfClient(String subject, URI root, Optional<String> authority, Optional<Credential> credential) {
        this.subject = subject;
        this.root = URI.create(root.toString().replaceAll("/+$", ""));
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        authority.ifPresent(pem -> builder.sslContext(PinnedAuthority.context(pem)));
        http = builder.build();
        authorization = credential.map(RestconfClient::basic);
    }

    private static String basic(Credential credential) {
        String pair = credential.user() + ":" + credential.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The resource's JSON; empty when there is none. */
    public Optional<String> get(String path) throws SouthboundFailure {
        Answer answer = send(request(path).GET().build());
        return answer.missing() ? Optional.empty() : Optional.of(answer.checked());
    }

    /** Creates or replaces the resource. */
    public void put(String path, String json) throws SouthboundFailure {
        send(request(path).header("Content-Type", JSON).PUT(body(json)).build()).checked();
    }

    /** Creates a child resource, or calls an operation; the answer's JSON. */
    public String post(String path, String json) throws SouthboundFailure {
        return send(request(path).header("Content-Type", JSON).POST(body(json)).build())
                .checked();
    }

    /** How a server answered a request that it need not offer. */
    public record Trial(int status) {
        private static final Set<Integer> NOT_OFFERED = Set.of(404, 405, 501);

        /** False where the server has no such method or operation at this path. */
        public boolean offered() {
            return !NOT_OFFERED.contains(status);
        }
    }

    /**
     * Makes a request that servers may lack.
     *
     * @param method PUT, POST or DELETE
     * @param json the body; empty for none
     * @throws SouthboundFailure if the server offers it and refuses, or is away
     */
    public Trial attempt(String method, String path, String json) throws SouthboundFailure {
        Answer answer = send(request(path)
                .header("Content-Type", JSON)
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : body(json))
                .build());
        Trial trial = new Trial(answer.status());
        if (trial.offered()) {
            answer.checked();
        }
        return trial;
    }

    /** Deletes the resource; one that is not there counts as deleted. */
    public void delete(String path) throws SouthboundFailure {
        Answer answer = send(request(path).DELETE().build());
        if (!answer.missing()) {
            answer.checked();
        }
    }

    /**
     * Opens an event stream (RFC 8040, section 6).
     *
     * @param location absolute, or relative to this server
     */
    InputStream open(URI location) throws SouthboundFailure {
        HttpRequest request = authorized(HttpRequest.newBuilder(root.resolve(location)))
                .header("Accept", "text/event-stream")
                .GET()
                .build();
        HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
        if (response.statusCode() / 100 != SUCCESS) {
            throw refused(request, response.statusCode());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return authorized(HttpRequest.newBuilder(URI.create(root + path))).header("Accept", JSON);
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder builder) {
        authorization.ifPresent(value -> builder.header("Authorization", value));
        return builder;
    }

    private static BodyPublisher body(String json) {
        return BodyPublishers.ofString(json);
    }

    private record Answer(RestconfClient client, HttpRequest request, int status, String body) {
        boolean missing() {
            return status == 404;
        }

        String checked() throws SouthboundFailure {
            if (status / 100 != SUCCESS) {
                throw client.refused(request, status);
            }
            return body;
        }
    }

    private Answer send(HttpRequest request) throws SouthboundFailure {
        HttpResponse<byte[]> response = exchange(request, head -> new BoundedBody(LARGEST_ANSWER));
        byte[] body = response.body();
        if (body.length > LARGEST_ANSWER) {
            throw new SouthboundFailure(ReasonCode.MANAGER_REFUSED, subject, "answer of more than 8 MiB");
        }
        return new Answer(this, request, response.statusCode(), new String(body, StandardCharsets.UTF_8));
    }

    /** The client's own timeout ends with the headers, and a server can fall silent after them. */
    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> body) throws SouthboundFailure {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, body);
        try {
            return answer.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException broken) {
            throw unreachable(request, broken.getCause());
        } catch (TimeoutException silent) {
            answer.cancel(true);
            throw unreachable(
                    request, new TimeoutException("no whole answer within " + ANSWER_TIMEOUT.toSeconds() + " s"));
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new SouthboundFailure(ReasonCode.TIMED_OUT, subject, "interrupted");
        }
    }

    private SouthboundFailure unreachable(HttpRequest request, Throwable cause) {
        String why = cause.getMessage() == null ? "no connection" : cause.getMessage();
        return new SouthboundFailure(
                ReasonCode.MANAGER_UNREACHABLE, subject, request.uri().getAuthority() + ": " + why);
    }

    private SouthboundFailure refused(HttpRequest request, int status) {
        ReasonCode code = status == 401 || status == 403 ? ReasonCode.CREDENTIAL_REFUSED : ReasonCode.MANAGER_REFUSED;
        String what = request.method() + " " + request.uri().getPath();
        return new SouthboundFailure(code, subject, what + " was answered with status " + status);
    }
}
