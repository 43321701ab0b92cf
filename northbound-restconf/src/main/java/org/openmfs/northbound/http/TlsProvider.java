package org.openmfs.northbound.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * TLS by BouncyCastle, which has the hybrid group X25519MLKEM768 (draft-ietf-tls-ecdhe-mlkem) that the JDK lacks. Nothing is
 * registered: other parts of the program keep theirs.
 */
final class TlsProvider {
    /** Kept, since what nobody holds forgets its level: BouncyCastle tells of every property of the JDK that it finds. */
    private static final Logger CHATTER = Logger.getLogger("org.bouncycastle.jsse");

    static {
        CHATTER.setLevel(Level.SEVERE);
    }

    private static final BouncyCastleProvider CRYPTO = new BouncyCastleProvider();
    private static final BouncyCastleJsseProvider TLS = new BouncyCastleJsseProvider(CRYPTO);
    private static final char[] NO_PASSWORD = new char[0];

    private TlsProvider() {}

    /** What a server shows. */
    static SSLContext server(PrivateKey key, List<X509Certificate> chain) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12", CRYPTO);
        try {
            store.load(null, NO_PASSWORD);
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty store can't be made", e);
        }
        store.setKeyEntry("served", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX", TLS);
        keys.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS", TLS);
        context.init(keys.getKeyManagers(), new TrustManager[0], new SecureRandom());
        return context;
    }

    /** A client that trusts whomever these trust. */
    static SSLContext client(TrustManager... trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS", TLS);
        context.init(null, trust, new SecureRandom());
        return context;
    }
}
