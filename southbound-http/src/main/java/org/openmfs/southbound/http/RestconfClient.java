package org.openmfs.southbound.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.manager.ManagerAddress;
import org.openmfs.controller.model.manager.PlainAddress;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.identity.ClientIdentity;
import org.openmfs.southbound.http.identity.UnusableIdentity;
import org.openmfs.southbound.http.json.JsonNode;
import org.openmfs.southbound.http.json.UnexpectedJson;
import org.openmfs.southbound.http.refusal.RefusalWords;
import org.openmfs.southbound.http.refusal.SafeWords;

/**
 * Requests to one RESTCONF server. Every answer is due as a whole within a time, and has a largest size; a failure says
 * at which address it was, and is in doubt unless the server refused. What was refused for who we are is not asked for
 * again so soon.
 */
public final class RestconfClient {
    /** What is wrong with an address is to be said within 3 s. */
    static final Duration CONNECT_TIMEOUT = Duration.ofMillis(2_500);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(8);
    private static final int LARGEST_ANSWER = 8 << 20;
    /** The HTTP client repeats a GET itself on a connection that it kept and the server gave up, and nothing else. */
    private static final Set<String> REPEATED = Set.of("PUT", "DELETE");

    private static final int MOST_REPETITIONS = 2;
    /** Such a connection breaks at once. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final String JSON = "application/yang-data+json";
    private static final int SUCCESS = 2;
    private static final int REDIRECTION = 3;
    private static final int SERVERS_FAULT = 5;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final Introduction SILENT = new Introduction(new Login.None(), Optional.empty());
    private static final Pattern HTML = Pattern.compile("\\s*text/html.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Makes something of an answer. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(JsonNode answer) throws UnexpectedJson;
    }

    private final ManagerHttp http;
    private final URI root;
    private final Introduction introduction;
    private final String subject;
    private final Refusals refusals;

    /** With the usual pause after a refusal. */
    public RestconfClient(String subject, URI root, ManagerTls tls, Login login) {
        this(subject, root, tls, login, Refusals.during(Pace.USUAL.refused()));
    }

    /**
     * @param subject how failures name the server
     * @param root for example {@code https://qkd-a:8443/restconf}
     * @param refusals what is not asked for again so soon
     * @throws IllegalArgumentException if the authority's PEM text holds no certificate, or the root is no address of
     *     HTTP, or one to which what others can read must not be sent
     */
    RestconfClient(String subject, URI root, ManagerTls tls, Login login, Refusals refusals) {
        this.subject = subject;
        this.refusals = refusals;
        check(root);
        introduction = new Introduction(login, tls.identity().map(ClientIdentity::name));
        if (PlainAddress.isOpenToOthers(root) && !introduction.equals(SILENT)) {
            throw new IllegalArgumentException("address: nothing that shows who we are is sent over "
                    + PlainAddress.named(root)
                    + ", where others can listen; expected https, or http to a loopback address");
        }
        this.root = URI.create(root.toString().replaceAll("/+$", ""));
        http = new ManagerHttp(tls);
    }

    private static void check(URI root) {
        ManagerAddress.problem(root).ifPresent(problem -> {
            throw new IllegalArgumentException("address: " + problem);
        });
    }

    /** Scheme, host and port, for people. */
    public String address() {
        return root.getScheme() + "://" + root.getAuthority();
    }

    /** The resource's JSON; empty when there is none. */
    public Optional<String> get(String path) throws SouthboundFailure {
        Answer answer = send(request(path).GET().build());
        return answer.missing() ? Optional.empty() : Optional.of(answer.checked());
    }

    /**
     * What is made of the resource; empty when there is none.
     *
     * @throws SouthboundFailure also if it is not what was expected; it names address and place then
     */
    public <T> Optional<T> read(String path, Reading<T> reading) throws SouthboundFailure {
        Optional<String> text = get(path);
        try {
            return text.isPresent() ? Optional.of(reading.of(JsonNode.parse(text.get()))) : Optional.empty();
        } catch (UnexpectedJson wrong) {
            throw refusal(wrong.getMessage());
        }
    }

    /** Of what this server said; the text names the address. */
    public SouthboundFailure refusal(String what) {
        return failure(ReasonCode.MANAGER_REFUSED, what);
    }

    private SouthboundFailure failure(ReasonCode code, String what) {
        return new SouthboundFailure(code, subject, CleanText.of(address() + ": " + what));
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
        Trial trial = new Trial(answer.response().statusCode());
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
     * Opens an event stream (RFC 8040, section 6). It is looked for at this server, whatever host the location names:
     * servers give addresses that are not theirs seen from here, and no other host is to get our password.
     *
     * @param location absolute, or relative to this server
     */
    public InputStream open(URI location) throws SouthboundFailure {
        HttpRequest request = authorized(HttpRequest.newBuilder(here(location)))
                .header("Accept", "text/event-stream")
                .GET()
                .build();
        HttpResponse<InputStream> response =
                exchange(request, RestconfClient::streamOrRefusal).response();
        if (response.statusCode() / 100 != SUCCESS) {
            throw refused(request, response, whole(response.body()));
        }
        return response.body();
    }

    /** A refusal is there as a whole before it is answered; only a stream goes on. */
    private static BodySubscriber<InputStream> streamOrRefusal(HttpResponse.ResponseInfo head) {
        return head.statusCode() / 100 == SUCCESS
                ? BodySubscribers.ofInputStream()
                : BodySubscribers.mapping(new BoundedBody(LARGEST_ANSWER), ByteArrayInputStream::new);
    }

    private static byte[] whole(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException gone) {
            return new byte[0];
        }
    }

    private URI here(URI location) throws SouthboundFailure {
        URI resolved = root.resolve(location);
        if (resolved.getRawPath() == null || !resolved.getRawPath().startsWith("/")) {
            throw refusal("the location of its event stream is no address");
        }
        String query = resolved.getRawQuery() == null ? "" : "?" + resolved.getRawQuery();
        return URI.create(address() + resolved.getRawPath() + query);
    }

    private HttpRequest.Builder request(String path) {
        return authorized(HttpRequest.newBuilder(URI.create(root + path))).header("Accept", JSON);
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder builder) {
        introduction.header().ifPresent(value -> builder.header("Authorization", value));
        return builder;
    }

    private static BodyPublisher body(String json) {
        return BodyPublishers.ofString(json);
    }

    private record Answer(RestconfClient client, HttpRequest request, Heard<byte[]> heard) {
        HttpResponse<byte[]> response() {
            return heard.response();
        }

        boolean missing() {
            return response().statusCode() == 404;
        }

        String checked() throws SouthboundFailure {
            if (response().statusCode() / 100 != SUCCESS) {
                SouthboundFailure why =
                        client.refused(request, response(), response().body());
                throw heard.isRefusal() ? why : why.inDoubt();
            }
            Optional<String> type = response().headers().firstValue("Content-Type");
            if (type.filter(text -> HTML.matcher(text).matches()).isPresent()) {
                throw client.refusal("no RESTCONF here: answered text/html").inDoubt();
            }
            return new String(client.unpacked(response()), StandardCharsets.UTF_8);
        }
    }

    private byte[] unpacked(HttpResponse<byte[]> response) throws SouthboundFailure {
        try {
            return PackedBody.of(response).unpacked(LARGEST_ANSWER);
        } catch (IOException unreadable) {
            throw refusal(what(response.request()) + " has an answer " + unreadable.getMessage())
                    .inDoubt();
        }
    }

    private Answer send(HttpRequest request) throws SouthboundFailure {
        Heard<byte[]> heard = exchange(request, head -> new BoundedBody(LARGEST_ANSWER));
        if (heard.response().body().length > LARGEST_ANSWER) {
            throw refusal(what(request) + " has an answer of more than 8 MiB").inDoubt();
        }
        return new Answer(this, request, heard);
    }

    private <T> Heard<T> exchange(HttpRequest request, BodyHandler<T> body) throws SouthboundFailure {
        HttpClient client = client();
        refusals.pass(what(request), client);
        return exchange(client, request, body, 0);
    }

    /** The client's own timeout ends with the headers, and a server can fall silent after them. */
    private <T> Heard<T> exchange(HttpClient client, HttpRequest request, BodyHandler<T> body, int repetitions)
            throws SouthboundFailure {
        long began = System.nanoTime();
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        try {
            HttpResponse<T> response = answer.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (isHeard(response.statusCode())) {
                refusals.letIn(what(request));
            }
            return new Heard<>(response, repetitions > 0);
        } catch (ExecutionException broken) {
            boolean soon = System.nanoTime() - began < SOON.toNanos();
            boolean may = REPEATED.contains(request.method()) && repetitions < MOST_REPETITIONS;
            if (may && soon && NoAnswer.isWordless(broken.getCause())) {
                return exchange(client, request, body, repetitions + 1);
            }
            throw unanswered(broken.getCause(), client).inDoubt();
        } catch (TimeoutException silent) {
            answer.cancel(true);
            String text = "no whole answer within " + ANSWER_TIMEOUT.toSeconds() + " s";
            throw failure(ReasonCode.MANAGER_UNREACHABLE, text).inDoubt();
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw failure(ReasonCode.TIMED_OUT, "given up while waiting for an answer")
                    .inDoubt();
        }
    }

    /** What is in front of a server may answer without having asked who we are. */
    private static boolean isHeard(int status) {
        return status != UNAUTHORIZED && status != FORBIDDEN && status / 100 < SERVERS_FAULT;
    }

    private HttpClient client() throws SouthboundFailure {
        try {
            return http.current();
        } catch (UnusableIdentity broken) {
            // The same for every address of a manager, and so without one.
            String text = "client-identity: " + broken.getMessage();
            throw new SouthboundFailure(ReasonCode.MANAGER_UNREACHABLE, subject, CleanText.of(text));
        }
    }

    private SouthboundFailure unanswered(Throwable broken, HttpClient client) {
        boolean secure = "https".equalsIgnoreCase(root.getScheme());
        Optional<String> alert = NoAnswer.certificateAlert(broken);
        if (alert.isEmpty() && secure && NoAnswer.isWordless(broken)) {
            alert = LastWord.of(root, client.sslContext()).flatMap(NoAnswer::certificateAlert);
        }
        if (alert.isPresent()) {
            SouthboundFailure why = failure(ReasonCode.CREDENTIAL_REFUSED, introduction.refused(alert.get()));
            refusals.stranger(client, why);
            return why;
        }
        return failure(ReasonCode.MANAGER_UNREACHABLE, NoAnswer.why(broken, secure));
    }

    private SouthboundFailure refused(HttpRequest request, HttpResponse<?> response, byte[] body) {
        int status = response.statusCode();
        String said = said(response, body);
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            SouthboundFailure why = failure(ReasonCode.CREDENTIAL_REFUSED, introduction.refused(status) + said);
            if (status == UNAUTHORIZED) {
                refusals.unauthorized(what(request), why);
            } else if ("GET".equals(request.method())) {
                // What is forbidden of a change depends on its body.
                refusals.forbidden(what(request), why);
            }
            return why;
        }
        String text = what(request) + " was answered with status " + status + said;
        if (status / 100 == REDIRECTION) {
            text += ", which sends us elsewhere: " + elsewhere(response) + "; set that address if it is the right one";
        }
        return refusal(text);
    }

    /** Nothing of what repeats the secret that we showed; what else may be one is left out by its look. */
    private String said(HttpResponse<?> response, byte[] body) {
        String words = RefusalWords.of(body, response.headers().firstValue("Content-Type"));
        return words.isBlank() || introduction.isRepeatedIn(words) ? "" : ": " + SafeWords.of(words);
    }

    /** Without what may be a secret in it. */
    private static String elsewhere(HttpResponse<?> response) {
        String location = response.headers().firstValue("Location").orElse("nowhere");
        return location.replaceAll("//[^/]*@", "//").replaceAll("[?#].*", "");
    }

    private static String what(HttpRequest request) {
        return request.method() + " " + request.uri().getPath();
    }
}
