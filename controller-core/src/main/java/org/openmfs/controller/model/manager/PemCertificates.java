package org.openmfs.controller.model.manager;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates of a text, in its order. Other blocks, text around them and a missing line end between two, at which
 * the JDK's own reader gives up, are passed over (RFC 7468, section 2).
 */
public final class PemCertificates {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN (X509 )?CERTIFICATE-----");
    private static final Pattern END = Pattern.compile("-----END (X509 )?CERTIFICATE-----");

    private PemCertificates() {}

    /**
     * None where there is none.
     *
     * @param content PEM, or another form that the JDK reads
     * @throws CertificateException if one is cut off or broken
     */
    public static List<X509Certificate> of(byte[] content) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Matcher begin = BEGIN.matcher(text);
        List<X509Certificate> found = new ArrayList<>();
        int from = 0;
        while (begin.find(from)) {
            Matcher end = END.matcher(text);
            if (!end.find(begin.end())) {
                throw new CertificateException("cut off");
            }
            found.add(certificate(factory, text.substring(begin.end(), end.start())));
            from = end.end();
        }
        return found.isEmpty() ? others(factory, content) : found;
    }

    private static X509Certificate certificate(CertificateFactory factory, String base64) throws CertificateException {
        try {
            byte[] octets = Base64.getMimeDecoder().decode(base64);
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(octets));
        } catch (IllegalArgumentException broken) {
            throw new CertificateException("no base64", broken);
        }
    }

    private static List<X509Certificate> others(CertificateFactory factory, byte[] content)
            throws CertificateException {
        return factory.generateCertificates(new ByteArrayInputStream(content)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
