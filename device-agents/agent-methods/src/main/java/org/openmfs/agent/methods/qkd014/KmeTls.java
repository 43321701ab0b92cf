package org.openmfs.agent.methods.qkd014;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.openmfs.agent.identity.CertificateLife;
import org.openmfs.agent.identity.CredentialFiles;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.identity.UnusableIdentity;

/**
 * The TLS context in which this CF meets a KME: its own certificate, the authorities it trusts, the name it expects.
 *
 * @param lives how long this CF's certificates last
 */
record KmeTls(SSLContext context, List<CertificateLife> lives) {
    KmeTls {
        lives = List.copyOf(lives);
    }

    /**
     * Reads the files. Where the client's chain ends is the KME's to judge: its authority need not be the one that
     * issued the KME's certificate.
     *
     * @throws IOException if a file cannot be read or is open to others, or the files make no identity
     * @throws GeneralSecurityException if a file does not hold what it should
     */
    static KmeTls read(Credentials credentials, KmeIdentity expected, InstantSource clock)
            throws IOException, GeneralSecurityException {
        CredentialFiles reader = CredentialFiles.ofJdk();
        CredentialFiles.OwnKey own = reader.own(credentials);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own.store(), own.password());
        List<String> faults = own.files().faults(clock.instant());
        if (!faults.isEmpty()) {
            throw new UnusableIdentity(faults);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager trust = new KmeTrust(platformTrust(reader.trusted(credentials.authorities())), expected);
        context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
        return new KmeTls(context, own.files().lives());
    }

    private static X509ExtendedTrustManager platformTrust(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }
}
