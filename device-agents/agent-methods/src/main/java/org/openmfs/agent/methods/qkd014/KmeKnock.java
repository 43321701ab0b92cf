package org.openmfs.agent.methods.qkd014;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Why a KME ends connections before it answers: TLS alone, without a request. In TLS 1.3 a server refuses a client's
 * certificate when more of the client's is on its way already, and the reset that this earns may hide the alert that says
 * why from whoever writes on.
 */
record KmeKnock(SSLContext tls, URI base, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int HTTPS = 443;
    /** So many times the patience for one answer, it is over, however little comes at a time. */
    private static final int ALTOGETHER = 3;

    /** With the usual patience. */
    KmeKnock(SSLContext tls, URI base) {
        this(tls, base, PATIENCE);
    }

    private static SSLParameters checkingTheHost(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    /** What became of the connection; empty where the KME takes us and waits for a request. */
    Optional<IOException> refusal() {
        try (Socket socket = new LastWordSocket()) {
            Executor later = CompletableFuture.delayedExecutor(
                    patience.multipliedBy(ALTOGETHER).toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture<Void> end = CompletableFuture.runAsync(() -> close(socket), later);
            try {
                return knock(socket);
            } finally {
                end.cancel(false);
            }
        } catch (SocketTimeoutException waiting) {
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(refused);
        }
    }

    private Optional<IOException> knock(Socket plain) throws IOException {
        int millis = Math.toIntExact(patience.toMillis());
        String host = base.getHost().replaceAll("[\\[\\]]", "");
        int port = base.getPort() < 0 ? HTTPS : base.getPort();
        plain.connect(new InetSocketAddress(host, port), millis);
        plain.setSoTimeout(millis);
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
            socket.setSSLParameters(checkingTheHost(socket.getSSLParameters()));
            socket.startHandshake();
            int unasked = socket.getInputStream().read();
            return unasked < 0 ? Optional.of(new IOException("closed without a request")) : Optional.empty();
        }
    }

    /** Ends every wait for it. */
    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // Nobody waits for it then.
        }
    }
}
