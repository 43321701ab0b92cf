package org.openmfs.agent.peer.tls;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jsse.BCSSLEngine;
import org.bouncycastle.jsse.BCSSLParameters;

/**
 * A TLS context all of whose engines offer and accept one set of groups and signature schemes and nothing else.
 *
 * <p>BouncyCastle enables post-quantum groups by parameters of each engine; Netty makes the engines, so they are set
 * where engines are born.
 */
final class HybridContext extends SSLContext {
    /** @param plain the context of the time: each engine is of the one that is current when it is made */
    HybridContext(Supplier<SSLContext> plain, Groups groups) {
        super(
                new EachEngine(plain, groups),
                plain.get().getProvider(),
                plain.get().getProtocol());
    }

    /** The names by which BouncyCastle knows groups and signature schemes. */
    record Groups(String[] groups, String[] schemes) {
        static Groups hybrid() {
            return new Groups(new String[] {"X25519MLKEM768"}, new String[] {"mldsa65", "mldsa87"});
        }
    }

    /** Sets the parameters on each engine and otherwise passes on. */
    private static final class EachEngine extends SSLContextSpi {
        private final Supplier<SSLContext> plain;
        private final Groups groups;

        EachEngine(Supplier<SSLContext> plain, Groups groups) {
            this.plain = plain;
            this.groups = groups;
        }

        private SSLEngine restricted(SSLEngine engine) {
            BCSSLEngine restrictable = (BCSSLEngine) engine;
            BCSSLParameters parameters = restrictable.getParameters();
            parameters.setNamedGroups(groups.groups());
            parameters.setSignatureSchemes(groups.schemes());
            parameters.setSignatureSchemesCert(groups.schemes());
            restrictable.setParameters(parameters);
            return engine;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return restricted(plain.get().createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return restricted(plain.get().createSSLEngine(host, port));
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("this context is ready made");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw new UnsupportedOperationException("engines only");
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw new UnsupportedOperationException("engines only");
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return plain.get().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return plain.get().getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return plain.get().getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return plain.get().getSupportedSSLParameters();
        }
    }
}
