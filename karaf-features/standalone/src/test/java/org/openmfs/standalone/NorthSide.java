package org.openmfs.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.ServiceChanged;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.api.FleetSummary;
import org.openmfs.karaf.composition.Credentials;
import org.openmfs.northbound.NorthboundPolicy;
import org.openmfs.northbound.RestconfEndpoint;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.check.RequestCheck;
import org.openmfs.northbound.http.HttpSettings;
import org.openmfs.northbound.write.ConfigurationStore;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/** A north side on a real socket, over a datastore in memory, and a client of it. */
final class NorthSide implements AutoCloseable {
    static final String JSON = "application/yang-data+json";
    static final String XML = "application/yang-data+xml";
    static final String SERVICE = """
            {"mfs-service:service":[{"id":"%s","a-end":{"endpoint":"e1"},"z-end":{"endpoint":"e2"},\
            "protection-class":"gold","rekey-interval":60}]}""";

    final EmbeddedMdsal mdsal = EmbeddedMdsal.inMemory();
    final RestconfEndpoint endpoint;
    final String administrator;
    final String viewer;
    static final FleetSummary NOTHING =
            new FleetSummary(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    NorthSide(Path folder, RequestCheck... checks) throws IOException {
        this(folder, UnaryOperator.identity(), ConfigurationStore.PATIENCE, checks);
    }

    /**
     * @param store puts something before the datastore
     * @param patience how long it may take
     */
    NorthSide(Path folder, UnaryOperator<DOMDataBroker> store, Duration patience, RequestCheck... checks)
            throws IOException {
        this(folder, store, patience, new NotedAudit(), checks);
    }

    /** @param audit has what clients ask for */
    NorthSide(Path folder, AuditTrail audit, RequestCheck... checks) throws IOException {
        this(folder, UnaryOperator.identity(), ConfigurationStore.PATIENCE, audit, checks);
    }

    private NorthSide(
            Path folder,
            UnaryOperator<DOMDataBroker> store,
            Duration patience,
            AuditTrail audit,
            RequestCheck... checks)
            throws IOException {
        UserFile users = UserFile.open(folder);
        administrator = "admin:" + Files.readString(users.administratorPasswordFile());
        viewer = "eve:" + Files.readString(users.add("eve", Role.VIEWER));
        endpoint = new RestconfEndpoint(
                mdsal.schemas(),
                store.apply(mdsal.domDataBroker()),
                mdsal.domRpcService(),
                mdsal.domActionService(),
                mdsal.domMountPointService(),
                mdsal.domNotificationService(),
                new NorthboundPolicy(
                        HttpSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty()),
                        users,
                        List.of(checks),
                        Credentials.ALL,
                        Set.of("mfs-service:plan-service"),
                        Set.of(ServiceChanged.QNAME),
                        patience,
                        () -> NOTHING,
                        alarm -> {},
                        audit));
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        endpoint.close();
        mdsal.close();
    }

    /** A reply, with what tests ask of it. */
    record Reply(int status, HttpResponse<byte[]> response) {
        String body() {
            return new String(response.body(), UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonObject json() {
            return JsonParser.parseString(body()).getAsJsonObject();
        }

        /** The first error; fails if the body is not RFC 8040's. */
        JsonObject error() {
            return json().getAsJsonObject("ietf-restconf:errors")
                    .getAsJsonArray("error")
                    .get(0)
                    .getAsJsonObject();
        }

        String tag() {
            return error().get("error-tag").getAsString();
        }

        String path() {
            return error().has("error-path") ? error().get("error-path").getAsString() : "";
        }
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, "", asAdministrator(headers));
    }

    Reply json(String method, String path, String body, String... headers) {
        return send(method, path, JSON, body, asAdministrator(headers));
    }

    Reply xml(String method, String path, String body, String... headers) {
        return send(method, path, XML, body, asAdministrator(headers));
    }

    private String[] asAdministrator(String... headers) {
        return Stream.concat(Stream.of(administrator), Stream.of(headers)).toArray(String[]::new);
    }

    /** First the user, if there is one; then names and values of headers. */
    Reply send(String method, String path, String contentType, String body, String... userAndHeaders) {
        String user = userAndHeaders == null ? null : userAndHeaders[0];
        String[] headers =
                userAndHeaders == null ? new String[0] : Arrays.copyOfRange(userAndHeaders, 1, userAndHeaders.length);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + path));
        request.method(
                method,
                contentType == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (contentType != null && !contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (user != null) {
            request.header("Authorization", authorization(user));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String authorization(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
    }

    String root() {
        return "http://127.0.0.1:" + endpoint.root().getPort();
    }

    Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoint.root().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Sends a request from an address of this host, and reads until the other side closes. */
    String rawFrom(InetAddress from, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoint.root().getPort(), from, 0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** Sends bytes and reads until the other side closes. */
    String raw(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    String raw(String request) throws IOException {
        return raw(request.getBytes(UTF_8));
    }

    /** The lines that every raw request has. */
    String head(String firstLine) {
        return firstLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                + authorization(administrator) + "\r\n";
    }
}
