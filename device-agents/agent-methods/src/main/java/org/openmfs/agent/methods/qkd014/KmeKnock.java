package org.openmfs.agent.methods.qkd014;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Why a KME ends connections before it answers: TLS alone, without a request. In TLS 1.3 a server refuses a client's
 * certificate when the client's first request is on its way already, and the reset that the request earns may overtake
 * the alert that says why.
 */
record KmeKnock(SSLContext tls, URI base) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int HTTPS = 443;

    private static SSLParameters checkingTheHost(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    /** What became of the connection; empty where the KME takes us and waits for a request. */
    Optional<IOException> refusal() {
        int millis = Math.toIntExact(PATIENCE.toMillis());
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket()) {
            int port = base.getPort() < 0 ? HTTPS : base.getPort();
            socket.connect(new InetSocketAddress(base.getHost().replaceAll("[\\[\\]]", ""), port), millis);
            socket.setSoTimeout(millis);
            socket.setSSLParameters(checkingTheHost(socket.getSSLParameters()));
            socket.startHandshake();
            int unasked = socket.getInputStream().read();
            return unasked < 0 ? Optional.of(new IOException("closed without a request")) : Optional.empty();
        } catch (SocketTimeoutException waiting) {
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(refused);
        }
    }
}
