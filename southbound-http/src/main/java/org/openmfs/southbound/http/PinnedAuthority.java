package org.openmfs.southbound.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.openmfs.controller.model.manager.AuthorityText;

/** Trusts the certificates of one PEM text and no other. */
final class PinnedAuthority {
    private PinnedAuthority() {}

    /** @throws IllegalArgumentException if the text holds no certificate */
    static TrustManager[] trust(String pem) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (X509Certificate certificate : AuthorityText.certificates(pem)) {
                trusted.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException("certificate-authority cannot be read as PEM certificates", unusable);
        }
    }
}
