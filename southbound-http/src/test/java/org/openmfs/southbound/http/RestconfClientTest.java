package org.openmfs.southbound.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

@Timeout(30)
final class RestconfClientTest {
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private RestconfClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.createContext("/restconf/short", exchange -> answer(exchange, "here it is"));
        server.createContext("/restconf/halting", this::halt);
        server.createContext("/restconf/silent", exchange -> pause());
        server.createContext("/restconf/endless", RestconfClientTest::flood);
        server.createContext("/restconf/gzip", coded("gzip", packed("here it is".getBytes(StandardCharsets.US_ASCII))));
        server.createContext(
                "/restconf/x-gzip", coded("X-GZIP", packed("here it is".getBytes(StandardCharsets.US_ASCII))));
        server.createContext("/restconf/bomb", coded("gzip", packed(new byte[9 << 20])));
        server.createContext("/restconf/br", coded("br", new byte[] {1, 2, 3}));
        server.createContext("/restconf/broken", coded("gzip", new byte[] {1, 2, 3}));
        server.createContext("/restconf/forbidding", RestconfClientTest::forbidRed);
        server.start();
        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/restconf");
        client = new RestconfClient("west", root, ManagerTls.trusting(Optional.empty()), new Login.None());
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        handlers.close();
    }

    @Test
    void an_answer_is_handed_over_as_text() throws SouthboundFailure {
        assertThat(client.get("/short")).contains("here it is");
        assertThat(client.get("/nowhere")).isEmpty();
    }

    @Test
    void an_answer_that_stops_half_way_is_not_waited_for_for_ever() {
        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, () -> client.get("/halting"));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_UNREACHABLE);
        assertThat(failure.subject()).isEqualTo("west");
    }

    @Test
    void an_event_stream_that_never_opens_is_not_waited_for_for_ever() {
        SouthboundFailure failure =
                catchThrowableOfType(SouthboundFailure.class, () -> client.open(URI.create("/restconf/silent")));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_UNREACHABLE);
    }

    @Test
    void an_answer_without_end_is_refused_when_it_is_too_long() {
        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, () -> client.get("/endless"));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_REFUSED);
        assertThat(failure).hasMessageContaining("8 MiB");
    }

    @Test
    void an_answer_that_was_compressed_unasked_is_read() throws SouthboundFailure {
        assertThat(client.get("/gzip")).contains("here it is");
        assertThat(client.get("/x-gzip")).contains("here it is");
    }

    @Test
    void an_answer_that_unpacks_to_more_than_any_answer_is_refused() {
        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, () -> client.get("/bomb"));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_REFUSED);
        assertThat(failure).hasMessageContaining("8 MiB");
    }

    @ParameterizedTest
    @CsvSource({"/br, br", "/broken, gzip"})
    void an_answer_that_cannot_be_unpacked_is_told_with_its_coding(String path, String coding) {
        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, () -> client.get(path));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_REFUSED);
        assertThat(failure).hasMessageContaining("Content-Encoding").hasMessageContaining(coding);
    }

    @Test
    void what_was_forbidden_keeps_nothing_else_from_being_created_at_the_same_place() throws SouthboundFailure {
        SouthboundFailure failure = catchThrowableOfType(
                SouthboundFailure.class, () -> client.post("/forbidding", "{\"service\":\"red\"}"));
        assertThat(failure.code()).isEqualTo(ReasonCode.CREDENTIAL_REFUSED);

        assertThat(client.post("/forbidding", "{\"service\":\"blue\"}")).isEqualTo("made");
    }

    private static HttpHandler coded(String coding, byte[] body) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", coding);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        };
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(content);
        }
        return packed.toByteArray();
    }

    private static void forbidRed(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        if (body.contains("red")) {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        } else {
            answer(exchange, "made");
        }
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        exchange.sendResponseHeaders(200, text.length());
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void halt(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
        pause();
    }

    private void pause() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void flood(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] much = new byte[1 << 16];
        try (OutputStream body = exchange.getResponseBody()) {
            while (true) {
                body.write(much);
            }
        }
    }
}
