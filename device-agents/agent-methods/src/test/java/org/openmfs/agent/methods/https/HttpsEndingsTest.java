package org.openmfs.agent.methods.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections end, and what becomes of who waits for an answer on them. */
@Timeout(60)
final class HttpsEndingsTest extends HttpsExchanges {
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
    void a_server_is_told_that_its_answer_was_the_last_word_of_the_connection(String version) throws Exception {
        CompletableFuture<Integer> after = new CompletableFuture<>();
        try (ScriptedServer peer = ScriptedServer.tls(server, version, (tls, plain) -> {
            readHead(tls);
            write(tls, HELLO);
            try {
                // On the wire: the JDK's own server takes an end without a word for one with it.
                after.complete(plain.getInputStream().readAllBytes().length);
            } catch (IOException cut) {
                after.completeExceptionally(cut);
            }
        })) {
            assertThat(ask(client(peer, AMPLE), peer)).isEqualTo("hello");
            assertThat(after.get()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_12, TLS_13})
    void no_session_is_kept_by_which_a_server_could_be_taken_for_known(String version) throws Exception {
        SSLContext fresh = authority.context("client");
        try (ScriptedServer peer = ScriptedServer.tls(server, version, (tls, plain) -> {
            readHead(tls);
            write(tls, HELLO);
        })) {
            HttpsPlace place = HttpsPlace.of(peer.address("127.0.0.1"));

            assertThat(ask(new HttpsClient(fresh, place, patience(AMPLE), memory), peer))
                    .isEqualTo("hello");
            assertThat(Collections.list(fresh.getClientSessionContext().getIds()))
                    .isEmpty();
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
                    .isEqualTo(Overdue.Stage.HANDSHAKE);
            assertThat(overdue(silent, new HttpsClient.Patience(SHORT, AMPLE))).isEqualTo(Overdue.Stage.HANDSHAKE);
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
    void a_connection_that_stands_in_time_may_wait_for_its_answer_as_long_as_the_whole_may_last() throws Exception {
        boolean asked = false;
        for (int patience = 250; !asked; patience *= 2) {
            CountDownLatch request = new CountDownLatch(1);
            int longer = patience;
            try (ScriptedServer peer = ScriptedServer.tls(server, TLS_13, (tls, plain) -> {
                readHead(tls);
                request.countDown();
                assertHeard(plain, longer);
                write(tls, HELLO);
            })) {
                HttpsPlace place = HttpsPlace.of(peer.address("127.0.0.1"));
                HttpsClient.Patience given = new HttpsClient.Patience(Duration.ofMillis(patience), AMPLE);
                String answer = ask(new HttpsClient(own, place, given, memory), peer);
                assertThat(answer).isEqualTo("hello");
                asked = true;
            } catch (Overdue busyMachine) {
                assertThat(request.getCount()).as("no request came yet").isOne();
            }
        }
    }

    /** Waits so long while the other side still listens. */
    private static void assertHeard(Socket plain, int millis) throws IOException {
        plain.setSoTimeout(millis);
        assertThatThrownBy(() -> plain.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        plain.setSoTimeout(0);
    }

    @Test
    void the_memory_of_each_exchange_that_failed_is_free_for_the_next() throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(server, TLS_13, (tls, plain) -> {
            readHead(tls);
            write(tls, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
        })) {
            for (int i = 0; i <= PARTS; i++) {
                assertThatThrownBy(() -> ask(client(peer, SOON), peer)).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void a_server_that_ends_a_connection_without_a_request_is_heard_to_do_so() throws Exception {
        try (ScriptedServer peer = ScriptedServer.tls(server, TLS_13, (tls, plain) -> tls.startHandshake())) {
            assertThat(client(peer, AMPLE).refusal(AMPLE).orElseThrow())
                    .isInstanceOf(EOFException.class)
                    .hasMessage("closed without a request");
        }
    }

    @Test
    void a_server_that_takes_its_leave_within_the_handshake_is_told_as_gone() throws Exception {
        byte[] canceledAndClosed = {21, 3, 3, 0, 2, 1, 90, 21, 3, 3, 0, 2, 1, 0};
        try (ScriptedServer leaving = new ScriptedServer(InetAddress.getLoopbackAddress(), plain -> {
            plain.getOutputStream().write(canceledAndClosed);
            plain.getInputStream().readAllBytes();
        })) {
            assertThatThrownBy(() -> ask(client(leaving, AMPLE), leaving))
                    .isInstanceOf(EOFException.class)
                    .hasMessage("ended within the handshake");
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
}
