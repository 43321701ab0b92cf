package org.openmfs.agent.peer.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.openmfs.agent.key.CfId;

/**
 * Makes TLS contexts in which this CF meets peers: TLS 1.3, X25519MLKEM768, ML-DSA, both sides authenticated.
 *
 * <p>Reads the credential files once. Its providers are its own and are not registered with the JVM.
 */
public final class PeerTls {
    public static final String PROTOCOL = "TLSv1.3";
    public static final String CIPHER_SUITE = "TLS_AES_256_GCM_SHA384";

    /** Held, since the JVM forgets the level of a logger that nobody holds. BouncyCastle logs every refusal with a stack. */
    private static final Logger BOUNCY_CASTLE = Logger.getLogger("org.bouncycastle.jsse");

    private final Provider crypto = new BouncyCastleProvider();
    private final Provider jsse = new BouncyCastleJsseProvider(false, new JcaTlsCryptoProvider().setProvider(crypto));
    private final KeyManager[] keys;
    private final X509ExtendedTrustManager chain;
    private final CfId self;
    private final HybridContext.Groups groups;
    private final SecureRandom random;

    /**
     * Reads the credential files.
     *
     * @throws IOException if a file cannot be read or is open to others
     * @throws GeneralSecurityException if a file does not hold what it should, or the certificate names no CF
     */
    public PeerTls(PeerCredentials credentials) throws IOException, GeneralSecurityException {
        this(credentials, HybridContext.Groups.hybrid());
    }

    /** With other groups, for tests that must be refused. */
    PeerTls(PeerCredentials credentials, HybridContext.Groups groups) throws IOException, GeneralSecurityException {
        BOUNCY_CASTLE.setLevel(Level.SEVERE);
        CredentialFiles files = new CredentialFiles(crypto);
        CredentialFiles.OwnKey own = files.own(credentials);
        this.keys = keyManagers(own);
        this.self = PeerIdentity.of(certificate(own.store()));
        this.chain = chainTrust(files.trusted(credentials));
        this.groups = groups;
        this.random = SecureRandom.getInstance("DEFAULT", crypto);
    }

    /** This CF's name, as its certificate says. */
    public CfId self() {
        return self;
    }

    /** A context that meets only peers that are accepted at the time of the handshake. */
    public SSLContext context(Predicate<CfId> accepted) {
        try {
            SSLContext plain = SSLContext.getInstance(PROTOCOL, jsse);
            plain.init(keys, new TrustManager[] {new PeerTrust(chain, accepted)}, random);
            return new HybridContext(plain, groups);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    private KeyManager[] keyManagers(CredentialFiles.OwnKey own) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX", jsse);
        factory.init(own.store(), own.password());
        return factory.getKeyManagers();
    }

    private X509ExtendedTrustManager chainTrust(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", jsse);
        factory.init(trusted);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static X509Certificate certificate(KeyStore own) throws GeneralSecurityException {
        for (String alias : Collections.list(own.aliases())) {
            if (own.isKeyEntry(alias)) {
                return (X509Certificate) own.getCertificate(alias);
            }
        }
        throw new IllegalStateException("the store was made with a key");
    }
}
