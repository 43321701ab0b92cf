package org.openmfs.agent.methods.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request at a time over real TLS, to servers that behave and to others. */
@Timeout(60)
final class HttpsClientTest extends HttpsExchanges {
    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void client_and_server_know_each_other_by_certificate(String version) throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(server, version, (tls, plain) -> {
            readHead(tls);
            String who = tls.getSession().getProtocol() + " "
                    + tls.getSession().getPeerPrincipal().getName();
            write(tls, "HTTP/1.1 201 Created\r\nContent-Length: " + who.length() + "\r\n\r\n" + who);
        })) {
            try (HttpsAnswer answer = client(peer, AMPLE).send(HttpsRequest.get(peer.address("127.0.0.1")))) {
                assertThat(answer.status()).isEqualTo(201);
                assertThat(text(answer)).isEqualTo(version + " CN=client");
            }
        }
    }

    @Test
    void a_request_names_host_and_path_and_asks_for_no_compression_and_no_further_use() throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(server, TLS_13, (tls, plain) -> {
            String head = readHead(tls) + (char) tls.getInputStream().read();
            write(tls, "HTTP/1.1 200 OK\r\nContent-Length: " + head.length() + "\r\n\r\n" + head);
        })) {
            URI address = peer.address("127.0.0.1").resolve("/a%20b/\u00e9?c");
            try (HttpsAnswer answer = client(peer, AMPLE).send(HttpsRequest.post(address, "{"))) {
                assertThat(text(answer))
                        .isEqualTo("POST /a%20b/%C3%A9 HTTP/1.1\r\nHost: 127.0.0.1:" + peer.port()
                                + "\r\nAccept: application/json\r\nAccept-Encoding: identity\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{");
            }
        }
    }

    @Test
    void a_server_at_an_IPv6_address_is_asked_and_known_by_it() throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(InetAddress.getByName("::1"), server, TLS_13, (tls, plain) -> {
            String host = readHead(tls)
                    .lines()
                    .filter(line -> line.startsWith("Host"))
                    .findFirst()
                    .orElseThrow();
            write(tls, "HTTP/1.1 200 OK\r\n\r\n" + host);
        })) {
            HttpsClient client = client(peer.address("[::1]"), AMPLE);
            try (HttpsAnswer answer = client.send(HttpsRequest.get(peer.address("[::1]")))) {
                assertThat(text(answer)).isEqualTo("Host: [::1]:" + peer.port());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void an_answer_in_records_of_one_octet_is_read(String version) throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(server, version, (tls, plain) -> {
            readHead(tls);
            for (byte octet : HELLO.getBytes(StandardCharsets.US_ASCII)) {
                tls.getOutputStream().write(octet);
            }
        })) {
            assertThat(ask(client(peer, AMPLE), peer)).isEqualTo("hello");
        }
    }

    /** Pieces of one octet come apart at every boundary that there is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 300, 5000})
    void a_connection_that_comes_in_pieces_of_any_size_is_read(int largest) throws Exception {
        long seed = 71_000L + largest;
        for (String version : List.of(TLS_12, TLS_13)) {
            try (ScriptedServer peer = ScriptedServer.tls(server, version, (tls, plain) -> {
                        readHead(tls);
                        write(tls, HELLO);
                    });
                    ScriptedServer between = new ScriptedServer(
                            InetAddress.getLoopbackAddress(),
                            near -> relay(near, peer.port(), new Random(seed), largest))) {
                assertThat(ask(client(between, AMPLE), between))
                        .as("seed " + seed)
                        .isEqualTo("hello");
            }
        }
    }

    private static void relay(Socket near, int port, Random random, int largest) throws IOException {
        try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
            far.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> {
                try {
                    near.getInputStream().transferTo(far.getOutputStream());
                } catch (IOException ended) {
                    // Its other half tells.
                }
            });
            byte[] piece = new byte[largest];
            InputStream from = far.getInputStream();
            for (int n = from.read(piece, 0, 1 + random.nextInt(largest));
                    n >= 0;
                    n = from.read(piece, 0, 1 + random.nextInt(largest))) {
                near.getOutputStream().write(piece, 0, n);
            }
            near.shutdownOutput();
            back.interrupt();
        }
    }

    @Test
    void a_server_that_asks_for_the_certificate_after_the_request_gets_it() throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(server, TLS_12, (tls, plain) -> {
            tls.setNeedClientAuth(false);
            readHead(tls);
            tls.setNeedClientAuth(true);
            tls.startHandshake();
            write(tls, HELLO);
        })) {
            assertThat(ask(client(peer, AMPLE), peer)).isEqualTo("hello");
        }
    }

    @Test
    void answers_of_many_at_once_do_not_mix() throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(server, TLS_13, (tls, plain) -> {
                    String path = readHead(tls).split(" ")[1];
                    write(tls, "HTTP/1.1 200 OK\r\n\r\n" + path.repeat(20));
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpsClient client = client(peer, AMPLE);
            List<Callable<String>> asks = new ArrayList<>();
            for (int i = 0; i < 4 * PARTS; i++) {
                URI address = peer.address("127.0.0.1").resolve("/" + i);
                asks.add(() -> {
                    try (HttpsAnswer answer = client.send(HttpsRequest.get(address))) {
                        return text(answer);
                    }
                });
            }
            List<Future<String>> answers = threads.invokeAll(asks);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(("/" + i).repeat(20));
            }
        }
    }

    @Test
    void a_host_that_nobody_knows_is_told_as_such() {
        HttpsClient client = client(URI.create("https://kme.invalid/"), AMPLE);

        assertThatThrownBy(() -> client.send(HttpsRequest.get(URI.create("https://kme.invalid/"))))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void a_path_cannot_carry_another_line() {
        assertThatThrownBy(() -> new HttpsRequest(HttpsRequest.Method.GET, "/a\r\nb: c", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // closed twice
    void an_answer_that_was_closed_is_lent_no_more() throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(server, TLS_13, (tls, plain) -> {
            readHead(tls);
            write(tls, HELLO);
        })) {
            HttpsAnswer answer = client(peer, AMPLE).send(HttpsRequest.get(peer.address("127.0.0.1")));
            answer.close();
            answer.close();
            assertThatThrownBy(answer::content).isInstanceOf(IllegalStateException.class);
        }
    }
}
