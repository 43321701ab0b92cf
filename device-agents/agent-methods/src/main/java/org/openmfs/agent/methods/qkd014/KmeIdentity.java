package org.openmfs.agent.methods.qkd014;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.openmfs.agent.identity.ChainFault;

/**
 * Where the KME's certificate must carry which name; ETSI GS QKD 014, clause 5.1, asks for the check and leaves the
 * place open.
 *
 * @param value the name expected; ignored, and by use empty, for {@link Kind#HOST_OF_URI}
 */
public record KmeIdentity(Kind kind, String value) {
    /** The place of the name. */
    public enum Kind {
        /** The host in the KME's URI, checked as for any HTTPS server (RFC 9110, section 4.3.4). */
        HOST_OF_URI("the host"),
        /** A subject alternative name of type URI. */
        SAN_URI("the URI"),
        /** A subject alternative name of type DNS. */
        SAN_DNS("the DNS name"),
        /** The common name of the subject. */
        SUBJECT_CN("the common name");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final int TYPE_DNS = 2;
    private static final int TYPE_URI = 6;

    public KmeIdentity {
        if (kind != Kind.HOST_OF_URI && value.isBlank()) {
            throw new IllegalArgumentException("the KME's expected name must not be blank");
        }
    }

    public static KmeIdentity hostOfUri() {
        return new KmeIdentity(Kind.HOST_OF_URI, "");
    }

    /**
     * Checks the names that TLS does not check by itself.
     *
     * @throws CertificateException if the certificate does not carry the expected name
     */
    void check(X509Certificate certificate) throws CertificateException {
        boolean carried = switch (kind) {
            case HOST_OF_URI -> true;
            case SAN_URI -> alternativeNames(certificate, TYPE_URI).contains(value);
            case SAN_DNS -> alternativeNames(certificate, TYPE_DNS).contains(value);
            case SUBJECT_CN -> commonNames(certificate).contains(value);
        };
        if (!carried) {
            throw missing(kind.words + " " + value, certificate);
        }
    }

    /** With the names that are there, so that an operator can tell which one to write. */
    static ChainFault missing(String what, X509Certificate certificate) throws CertificateException {
        List<String> there = new ArrayList<>();
        there.add(certificate.getSubjectX500Principal().getName());
        there.addAll(alternativeNames(certificate, TYPE_DNS));
        there.addAll(alternativeNames(certificate, TYPE_URI));
        return new ChainFault(
                ChainFault.Kind.WRONG_NAME,
                "the KME's certificate does not carry " + what + "; it carries " + there + ", see kme.name");
    }

    private static List<String> alternativeNames(X509Certificate certificate, int type) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return Objects.requireNonNullElse(names, List.<List<?>>of()).stream()
                .filter(name -> name.get(0).equals(type))
                .map(name -> name.get(1).toString())
                .toList();
    }

    private static List<String> commonNames(X509Certificate certificate) throws CertificateException {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .toList();
        } catch (InvalidNameException e) {
            throw new CertificateException("the KME's subject name cannot be read", e);
        }
    }
}
