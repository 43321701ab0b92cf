package org.openmfs.southbound.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * What a server says that ended a connection without a word: TLS alone, without a request. In TLS 1.3 a server refuses a
 * client's certificate when more of the client's is on its way already, and the reset that this earns may hide the alert
 * that says why from whoever writes on.
 */
final class LastWord {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** So many times the patience for one octet, it is over, however little comes at a time. */
    private static final int ALTOGETHER = 3;

    private static final int HTTPS = 443;

    private LastWord() {}

    /** How TLS ended; empty where it goes on, or the server cannot be reached. */
    static Optional<IOException> of(URI root, SSLContext tls) {
        try (Socket plain = new Undeterred()) {
            long altogether = PATIENCE.multipliedBy(ALTOGETHER).toMillis();
            CompletableFuture<Void> over =
                    new CompletableFuture<Void>().completeOnTimeout(null, altogether, TimeUnit.MILLISECONDS);
            over.thenRun(() -> close(plain));
            try {
                knock(root, tls, plain);
            } finally {
                over.cancel(false);
            }
            return Optional.empty();
        } catch (IOException said) {
            return Optional.of(said);
        }
    }

    private static void knock(URI root, SSLContext tls, Socket plain) throws IOException {
        int millis = Math.toIntExact(PATIENCE.toMillis());
        int port = root.getPort() < 0 ? HTTPS : root.getPort();
        String host = root.getHost().replaceAll("[\\[\\]]", "");
        plain.connect(new InetSocketAddress(host, port), millis);
        plain.setSoTimeout(millis);
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.getInputStream().read();
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

    /** What is written after the other side has ended the connection is lost, and what it said last is still read. */
    private static final class Undeterred extends Socket {
        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] octets, int from, int count) throws IOException {
                    try {
                        out.write(octets, from, count);
                    } catch (SocketException ended) {
                        if (isClosed()) {
                            throw ended;
                        }
                    }
                }
            };
        }
    }
}
