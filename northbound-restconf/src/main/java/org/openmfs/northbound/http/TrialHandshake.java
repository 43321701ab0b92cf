package org.openmfs.northbound.http;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;

/**
 * Whether a server could prove to a client that its certificate is its own, tried out within this process: a key of
 * another certificate is otherwise noticed by clients only.
 */
final class TrialHandshake {
    private static final int MOST_STEPS = 100;

    private final SSLContext server;

    TrialHandshake(SSLContext server) {
        this.server = server;
    }

    boolean succeeds() throws GeneralSecurityException {
        try {
            End client = new End(TlsProvider.client(new Trusting()).createSSLEngine(), true);
            End answering = new End(server.createSSLEngine(), false);
            for (int step = 0; step < MOST_STEPS && !client.isDone(); step++) {
                client.step(answering);
                answering.step(client);
            }
            return client.isDone();
        } catch (SSLException refused) {
            return false;
        }
    }

    /** One side, and what came for it. */
    private static final class End {
        private final SSLEngine engine;
        private final ByteBuffer came;
        private final ByteBuffer nothing = ByteBuffer.allocate(0);

        End(SSLEngine engine, boolean asks) throws SSLException {
            this.engine = engine;
            engine.setUseClientMode(asks);
            came = ByteBuffer.allocate(4 * engine.getSession().getPacketBufferSize());
            engine.beginHandshake();
        }

        boolean isDone() {
            return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                    && !engine.getSession().getCipherSuite().endsWith("NULL_NULL");
        }

        void step(End other) throws SSLException {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                }
                case NEED_WRAP -> engine.wrap(nothing, other.came);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> read();
                case NOT_HANDSHAKING, FINISHED -> {}
            }
        }

        private void read() throws SSLException {
            came.flip();
            engine.unwrap(came, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
            came.compact();
        }
    }

    /** Whoever it is: only whether the key is that of the certificate matters. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
