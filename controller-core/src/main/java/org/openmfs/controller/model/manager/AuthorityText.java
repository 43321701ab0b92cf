package org.openmfs.controller.model.manager;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** The authorities that a manager's certificate must lead to, as PEM text of a leaf. */
public final class AuthorityText {
    private AuthorityText() {}

    /**
     * At least one.
     *
     * @throws IllegalArgumentException if the text holds none, or one that is broken; the message is for an operator
     */
    public static List<X509Certificate> certificates(String pem) {
        List<X509Certificate> found;
        try {
            found = PemCertificates.of(pem.getBytes(StandardCharsets.UTF_8));
        } catch (CertificateException broken) {
            throw new IllegalArgumentException("certificate-authority cannot be read as PEM certificates", broken);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("certificate-authority holds no PEM certificate");
        }
        return found;
    }
}
