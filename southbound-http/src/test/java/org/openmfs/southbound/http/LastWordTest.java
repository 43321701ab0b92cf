package org.openmfs.southbound.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.spi.SouthboundFailure;

/** What a server says last is heard, but not for ever. */
@Timeout(60)
final class LastWordTest {
    /** So often does the JDK's client begin a connection that is ended at once. */
    private static final int TRIES = 2;
    /** Head of a record of TLS with 16384 octets to come. */
    private static final byte[] HEAD = {22, 3, 3, 0x40, 0};

    @Test
    void a_last_word_that_comes_an_octet_at_a_time_is_not_waited_for_for_ever() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, connections));
            URI root = URI.create("https://127.0.0.1:" + server.getLocalPort() + "/restconf");
            RestconfClient client =
                    new RestconfClient("west", root, ManagerTls.trusting(Optional.empty()), new Login.None());

            CompletableFuture<SouthboundFailure> failure = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(SouthboundFailure.class, () -> client.get("/short")));

            assertThat(failure.copy()
                            .completeOnTimeout(null, 20, TimeUnit.SECONDS)
                            .get())
                    .as("20 s after the request; connections: " + connections)
                    .isNotNull();
        }
    }

    private static void serve(ServerSocket server, AtomicInteger connections) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                boolean first = connections.getAndIncrement() < TRIES;
                Thread.ofVirtual().start(() -> serve(socket, first, server));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** The first connections are ended without a word; who knocks then is told something, slowly. */
    private static void serve(Socket socket, boolean first, ServerSocket until) {
        try (socket) {
            int length = socket.getInputStream().read(new byte[1 << 14]);
            if (length > 0 && !first) {
                drip(socket, until);
            }
        } catch (IOException gone) {
            // It is the other side's to notice.
        }
    }

    private static void drip(Socket socket, ServerSocket until) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(HEAD);
            while (!until.isClosed()) {
                out.write(2);
                out.flush();
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (IOException | InterruptedException gone) {
            // The other side had enough.
        }
    }
}
