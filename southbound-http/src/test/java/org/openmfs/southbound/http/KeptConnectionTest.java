package org.openmfs.southbound.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/** A server, or what stands before it, that has given up a connection which we still keep. */
@Timeout(30)
final class KeptConnectionTest {
    private final List<String> carriedOut = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private RestconfClient client;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        URI root = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/restconf");
        client = new RestconfClient("west", root, ManagerTls.trusting(Optional.empty()), new Login.None());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void what_may_be_repeated_is_sent_on_another_connection() {
        assertThatNoException().isThrownBy(() -> {
            for (int i = 0; i < 3; i++) {
                client.put("/link", "{}");
                client.delete("/link");
                client.attempt("PUT", "/link", "{}");
                client.get("/link");
            }
        });
        assertThat(carriedOut).hasSize(12).contains("PUT", "DELETE", "GET");
    }

    @Test
    void what_may_not_be_repeated_is_sent_once() throws SouthboundFailure {
        client.post("/operation", "{}");

        SouthboundFailure failure =
                catchThrowableOfType(SouthboundFailure.class, () -> client.post("/operation", "{}"));

        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_UNREACHABLE);
        assertThat(heard).containsExactly("POST", "POST");
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    /** Answers the first request of a connection, and resets it at the second. */
    private void serve(Socket connection) {
        try (connection) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            read(request);
            carriedOut.add(heard.getLast());
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            read(request);
            connection.setSoLinger(true, 0);
        } catch (IOException gone) {
            // So is the connection.
        }
    }

    private void read(BufferedReader request) throws IOException {
        int length = 0;
        boolean first = true;
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            if (first) {
                heard.add(line.substring(0, line.indexOf(' ')));
                first = false;
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        while (length-- > 0) {
            request.read();
        }
        if (first) {
            throw new IOException("the client is gone");
        }
    }
}
