package org.openmfs.agent.methods.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Clients and servers that meet over real TLS; no exchange leaves anything behind. */
abstract class HttpsExchanges {
    protected static final Duration AMPLE = Duration.ofMinutes(5);
    protected static final Duration SOON = Duration.ofSeconds(10);
    protected static final Duration SHORT = Duration.ofMillis(300);
    protected static final String TLS_12 = "TLSv1.2";
    protected static final String TLS_13 = "TLSv1.3";
    protected static final int LARGEST = 4096;
    protected static final int PARTS = 4;
    protected static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    protected static TestAuthority authority;
    protected static SSLContext server;
    protected static SSLContext own;

    protected final WipedMemory memory = new WipedMemory(LARGEST);

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

    protected HttpsClient client(ScriptedServer peer, Duration whole) {
        return client(peer.address("127.0.0.1"), whole);
    }

    protected HttpsClient client(URI address, Duration whole) {
        return new HttpsClient(own, HttpsPlace.of(address), patience(whole), memory);
    }

    protected static HttpsClient.Patience patience(Duration whole) {
        return new HttpsClient.Patience(AMPLE, whole);
    }

    protected static String ask(HttpsClient client, ScriptedServer peer) throws IOException, InterruptedException {
        try (HttpsAnswer answer = client.send(HttpsRequest.get(peer.address("127.0.0.1")))) {
            return text(answer);
        }
    }

    protected static String text(HttpsAnswer answer) {
        return StandardCharsets.US_ASCII.decode(answer.content().duplicate()).toString();
    }

    protected static String readHead(SSLSocket tls) throws IOException {
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

    protected static void write(SSLSocket tls, String text) throws IOException {
        tls.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        tls.getOutputStream().flush();
    }
}
