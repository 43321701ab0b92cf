package org.openmfs.agent.methods.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request at a time over real TLS, to servers that behave and to others; each exchange leaves nothing behind. */
@Timeout(60)
final class HttpsClientTest {
    private static final Duration AMPLE = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String TLS_12 = "TLSv1.2";
    private static final String TLS_13 = "TLSv1.3";
    private static final int LARGEST = 4096;
    private static final int PARTS = 4;
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private static TestAuthority authority;
    private static SSLContext server;
    private static SSLContext own;

    private final WipedMemory memory = new WipedMemory(LARGEST);

    @BeforeAll
    static void issue() {
        authority = new TestAuthority();
        server = authority.context("server", "127.0.0.1", "0:0:0:0:0:0:0:1");
        own = authority.context("client");
    }

    @AfterEach
    @SuppressWarnings("MustBeClosedChecker") // closed below
    void nothing_is_left_of_any_exchange_and_all_memory_is_free_again() throws Exception {
        List<WipedMemory.Part> parts = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            parts.add(memory.take(Deadline.in(SOON, Overdue.Stage.ANSWER)));
        }
        for (WipedMemory.Part part : parts) {
            for (ByteBuffer buffer :
                    List.of(part.incoming(), part.plain(), part.outgoing(), part.line(), part.body())) {
                buffer.clear();
                byte[] content = new byte[buffer.remaining()];
                buffer.get(content);
                assertThat(content).containsOnly(0);
            }
            part.close();
        }
    }

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

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void an_answer_cut_short_is_not_taken_and_one_up_to_the_end_only_if_TLS_says_that_it_is_the_end(String version)
            throws Exception {
        String endless = "HTTP/1.1 200 OK\r\n\r\nhello";
        assertThatThrownBy(() -> askWhere(version, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", true))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> askWhere(version, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", false))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> askWhere(version, endless, true)).isInstanceOf(EOFException.class);
        assertThat(askWhere(version, endless, false)).isEqualTo("hello");
        assertThat(askWhere(version, HELLO, true)).isEqualTo("hello");
    }

    private String askWhere(String version, String said, boolean cut) throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(server, version, (tls, plain) -> {
            readHead(tls);
            write(tls, said);
            if (cut) {
                plain.shutdownOutput();
                plain.getInputStream().readAllBytes();
            }
        })) {
            return ask(client(peer, AMPLE), peer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void a_server_with_the_certificate_of_another_host_is_not_asked_and_hears_why(String version) throws Exception {
        SSLContext other = authority.context("other", "127.0.0.2", "kme.example");
        try (ScriptedServer peer = ScriptedServer.tls(other, version, (tls, plain) -> readHead(tls))) {
            assertThatThrownBy(() -> ask(client(peer, AMPLE), peer))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("127.0.0.1");
            assertThat(peer.nextTrouble()).contains("Received fatal alert: certificate_unknown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void a_server_that_does_not_know_our_authority_says_so_although_we_ask_already(String version) throws Exception {
        SSLContext stranger = new TestAuthority().context(authority, "stranger");
        try (ScriptedServer peer = ScriptedServer.tls(server, version, (tls, plain) -> readHead(tls))) {
            HttpsClient client =
                    new HttpsClient(stranger, HttpsPlace.of(peer.address("127.0.0.1")), patience(AMPLE), memory);

            assertThatThrownBy(() -> ask(client, peer)).hasMessageContaining("Received fatal alert");
            assertThat(client.refusal(AMPLE).orElseThrow()).hasMessageContaining("Received fatal alert");
        }
    }

    @Test
    void a_server_that_drips_is_given_up_in_time_at_every_stage() throws Exception {
        byte[] longest = {22, 3, 3, 0x40, 0};
        try (ScriptedServer handshake = new ScriptedServer(
                        InetAddress.getLoopbackAddress(), plain -> drip(plain.getOutputStream(), longest));
                ScriptedServer head = ScriptedServer.tls(server, TLS_13, (tls, plain) -> {
                    readHead(tls);
                    drip(tls.getOutputStream(), "HTTP/1.1 200 OK\r\nA: ".getBytes(StandardCharsets.US_ASCII));
                });
                ScriptedServer silent = new ScriptedServer(
                        InetAddress.getLoopbackAddress(),
                        plain -> plain.getInputStream().readAllBytes())) {
            assertThat(overdue(handshake, new HttpsClient.Patience(SHORT, AMPLE)))
                    .isEqualTo(Overdue.Stage.CONNECTION);
            assertThat(overdue(silent, new HttpsClient.Patience(SHORT, AMPLE))).isEqualTo(Overdue.Stage.CONNECTION);
            assertThat(overdue(silent, new HttpsClient.Patience(AMPLE, SHORT))).isEqualTo(Overdue.Stage.ANSWER);
            assertThat(overdue(head, new HttpsClient.Patience(AMPLE, SHORT))).isEqualTo(Overdue.Stage.ANSWER);
            assertThat(client(silent, AMPLE).refusal(Duration.ofMillis(50))).isEmpty();
        }
    }

    private Overdue.Stage overdue(ScriptedServer peer, HttpsClient.Patience patience) {
        HttpsClient client = new HttpsClient(own, HttpsPlace.of(peer.address("127.0.0.1")), patience, memory);
        return catchThrowableOfType(Overdue.class, () -> ask(client, peer)).stage();
    }

    /** Begins like that, and goes on with one octet at a time for as long as anybody listens. */
    private static void drip(OutputStream out, byte[] beginning) throws IOException, InterruptedException {
        out.write(beginning);
        while (true) {
            out.write('b');
            Thread.sleep(20);
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
    void a_caller_that_is_interrupted_and_a_client_that_is_closed_wait_no_longer() throws Exception {
        CountDownLatch reached = new CountDownLatch(2);
        try (ScriptedServer peer = ScriptedServer.tls(server, TLS_13, (tls, plain) -> {
                    readHead(tls);
                    reached.countDown();
                    tls.getInputStream().read();
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpsClient client = client(peer, AMPLE);
            HttpsClient other = client(peer, AMPLE);
            Future<Throwable> interrupted =
                    threads.submit(() -> catchThrowableOfType(Exception.class, () -> ask(other, peer)));
            Future<Throwable> ended =
                    threads.submit(() -> catchThrowableOfType(Exception.class, () -> ask(client, peer)));
            reached.await();

            client.close();
            assertThat(ended.get()).isInstanceOf(IOException.class);
            threads.shutdownNow();
            assertThat(interrupted.get()).isInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> ask(client, peer)).hasMessage("closed here");
        }
    }

    @Test
    void a_connection_is_ended_as_soon_as_nobody_waits_for_its_answer_any_more() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedServer peer = ScriptedServer.tls(server, TLS_13, (tls, plain) -> {
                    readHead(tls);
                    asked.countDown();
                    try {
                        plain.getInputStream().readAllBytes();
                    } finally {
                        ended.countDown();
                    }
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpsClient client = client(peer, AMPLE);
            Future<String> caller = threads.submit(() -> ask(client, peer));
            asked.await();
            caller.cancel(true);

            assertThat(ended.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
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

    private HttpsClient client(ScriptedServer peer, Duration whole) {
        return client(peer.address("127.0.0.1"), whole);
    }

    private HttpsClient client(URI address, Duration whole) {
        return new HttpsClient(own, HttpsPlace.of(address), patience(whole), memory);
    }

    private static HttpsClient.Patience patience(Duration whole) {
        return new HttpsClient.Patience(AMPLE, whole);
    }

    private static String ask(HttpsClient client, ScriptedServer peer) throws IOException, InterruptedException {
        try (HttpsAnswer answer = client.send(HttpsRequest.get(peer.address("127.0.0.1")))) {
            return text(answer);
        }
    }

    private static String text(HttpsAnswer answer) {
        return StandardCharsets.US_ASCII.decode(answer.content().duplicate()).toString();
    }

    private static String readHead(SSLSocket tls) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = tls.getInputStream().read();
            if (next < 0) {
                throw new EOFException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void write(SSLSocket tls, String text) throws IOException {
        tls.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        tls.getOutputStream().flush();
    }
}
