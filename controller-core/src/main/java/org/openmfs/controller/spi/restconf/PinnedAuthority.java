package org.openmfs.controller.spi.restconf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of one PEM text and no other. */
public final class PinnedAuthority {
    private PinnedAuthority() {}

    /** @throws IllegalArgumentException if the text holds no certificate */
    public static TrustManager[] trust(String pem) {
        try {
            List<X509Certificate> certificates = PemCertificates.of(pem.getBytes(StandardCharsets.UTF_8));
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("certificate-authority holds no PEM certificate");
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (X509Certificate certificate : certificates) {
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
