package org.openmfs.northbound.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HttpListenerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);

    private final CompletableFuture<EventSource.Listener> watching = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();

    @Test
    void a_client_of_events_that_stands_still_is_dropped_even_when_little_happens() throws Exception {
        HttpReply events = new HttpReply.Events(listener -> {
            watching.complete(listener);
            return () -> left.complete(null);
        });
        try (HttpListener server = listening(ANY_PORT, events);
                Socket client = standingStill(server)) {
            watching.get(10, TimeUnit.SECONDS).happened(new EventSource.Event("1", "x".repeat(900 * 1024)));

            left.get(20, TimeUnit.SECONDS);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void a_client_that_does_not_take_its_answer_is_dropped() throws Exception {
        HttpReply large = HttpReply.of(200, "a/b", new byte[32 * 1024 * 1024]);
        try (HttpListener server = listening(ANY_PORT, large);
                Socket client = standingStill(server)) {
            assertThatThrownBy(() -> writeForEver(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void an_address_that_is_taken_is_named() throws Exception {
        try (HttpListener first = listening(ANY_PORT, HttpReply.empty(200))) {
            int port = first.address().getPort();

            assertThatThrownBy(() -> listening(first.address(), HttpReply.empty(200)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("127.0.0.1 port " + port + " is in use or not of this host");
        }
    }

    @Test
    void connections_that_say_nothing_take_nobody_the_room() throws Exception {
        List<Socket> silent = new ArrayList<>();
        HttpSettings patient = new HttpSettings(ANY_PORT, Optional.empty(), 1024, 8, Duration.ofMinutes(1));
        try (HttpListener server = listening(patient, HttpReply.empty(204))) {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket();
                socket.connect(server.address());
                silent.add(socket);
            }

            try (Socket client = new Socket()) {
                client.setSoTimeout(20_000);
                client.connect(server.address());
                client.getOutputStream().write(REQUEST);
                assertThat(new String(client.getInputStream().readNBytes(12), US_ASCII))
                        .isEqualTo("HTTP/1.1 204");
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void connections_that_were_closed_take_no_room_whoever_had_them() throws Exception {
        HttpSettings patient = new HttpSettings(ANY_PORT, Optional.empty(), 1024, 8, Duration.ofMinutes(1));
        try (HttpListener server = listening(patient, HttpReply.empty(204))) {
            for (int i = 0; i < 30; i++) {
                try (Socket client = new Socket()) {
                    client.setSoTimeout(20_000);
                    client.connect(server.address());
                    client.getOutputStream().write(REQUEST);
                    assertThat(new String(client.getInputStream().readNBytes(12), US_ASCII))
                            .as("request %d", i)
                            .isEqualTo("HTTP/1.1 204");
                }
            }
        }
    }

    @Test
    void a_user_who_has_all_connections_takes_nobody_the_room() throws Exception {
        List<Socket> kept = new ArrayList<>();
        HttpSettings patient = new HttpSettings(ANY_PORT, Optional.empty(), 1024, 8, Duration.ofMinutes(1));
        try (HttpListener server = listening(patient, HttpReply.empty(204))) {
            for (int i = 0; i < 12; i++) {
                Socket client = new Socket();
                kept.add(client);
                client.setSoTimeout(20_000);
                client.connect(server.address());
                client.getOutputStream().write(REQUEST);
                assertThat(new String(client.getInputStream().readNBytes(12), US_ASCII))
                        .as("connection %d", i)
                        .isEqualTo("HTTP/1.1 204");
            }
        } finally {
            for (Socket socket : kept) {
                socket.close();
            }
        }
    }

    @Test
    void a_request_that_comes_a_little_at_a_time_has_no_longer_than_another() throws Exception {
        try (HttpListener server = listening(ANY_PORT, HttpReply.empty(204));
                Socket client = new Socket()) {
            client.setSoTimeout(20_000);
            client.connect(server.address());

            assertThat(answerToDrops(client, REQUEST)).isNotEqualTo("HTTP/1.1 204");
        }
    }

    @Test
    void so_has_a_body() throws Exception {
        byte[] body = new byte[20];
        ResourceConfig reading = new ResourceConfig();
        var everything = Resource.builder("{any: .*}");
        everything.addMethod("PUT").handledBy(new Reading());
        reading.registerResources(everything.build());
        try (HttpListener server =
                        new HttpListener(settings(ANY_PORT), reading, problem -> HttpReply.empty(400), alarm -> {});
                Socket client = new Socket()) {
            client.setSoTimeout(20_000);
            client.connect(server.address());
            client.getOutputStream()
                    .write("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n".getBytes(US_ASCII));

            assertThat(answerToDrops(client, body)).isEqualTo("HTTP/1.1 408");
        }
    }

    /** An answer to who sends a body in time. */
    private static final class Reading implements Inflector<ContainerRequestContext, Response> {
        @Override
        public Response apply(ContainerRequestContext request) {
            try {
                JerseyCalls.whole(request);
                return JerseyCalls.response(HttpReply.empty(204));
            } catch (IOException late) {
                return JerseyCalls.response(HttpReply.empty(408));
            }
        }
    }

    private static String answerToDrops(Socket client, byte[] request) throws IOException, InterruptedException {
        try {
            for (int i = 0; i < request.length && client.getInputStream().available() == 0; i++) {
                client.getOutputStream().write(request[i]);
                TimeUnit.MILLISECONDS.sleep(PATIENCE.toMillis() / 5);
            }
            return new String(client.getInputStream().readNBytes(12), US_ASCII);
        } catch (SocketException ended) {
            return "";
        }
    }

    private static HttpSettings settings(InetSocketAddress address) {
        return new HttpSettings(address, Optional.empty(), 1024, 8, PATIENCE);
    }

    /** An answer to everybody, each of whom is known. */
    private record Always(HttpReply reply) implements Inflector<ContainerRequestContext, Response> {
        @Override
        public Response apply(ContainerRequestContext request) {
            JerseyCalls.known(request);
            return JerseyCalls.response(reply);
        }
    }

    private static ResourceConfig answering(HttpReply reply) {
        ResourceConfig application = new ResourceConfig();
        application.property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
        var everything = Resource.builder("{any: .*}");
        everything.addMethod("GET").handledBy(new Always(reply));
        return application.registerResources(everything.build());
    }

    private static HttpListener listening(InetSocketAddress address, HttpReply reply) throws IOException {
        return listening(settings(address), reply);
    }

    private static HttpListener listening(HttpSettings settings, HttpReply reply) throws IOException {
        return new HttpListener(settings, answering(reply), problem -> HttpReply.empty(400), alarm -> {});
    }

    private static Socket standingStill(HttpListener server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(server.address());
        socket.getOutputStream().write(REQUEST);
        return socket;
    }

    /** Blocks as long as the other side keeps the connection and does not read. */
    private static void writeForEver(Socket client) throws IOException {
        while (client.isConnected()) {
            client.getOutputStream().write(REQUEST);
        }
    }
}
