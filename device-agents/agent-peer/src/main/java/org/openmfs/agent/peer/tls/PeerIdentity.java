package org.openmfs.agent.peer.tls;

import java.io.Serial;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.openmfs.agent.key.CfId;

/** Reads a CF's name out of its certificate: the one subject alternative name {@code urn:mfs:cf:NAME} of type URI. */
public final class PeerIdentity {
    private static final int TYPE_URI = 6;
    private static final String PREFIX = "urn:mfs:cf:";

    private PeerIdentity() {}

    /** A certificate names no CF. */
    public static final class Unnamed extends CertificateException {
        @Serial
        private static final long serialVersionUID = 1L;

        Unnamed(String text) {
            super(text);
        }
    }

    /** The CF that a certificate names, whatever else is wrong with it. */
    static Optional<CfId> claimed(X509Certificate certificate) {
        try {
            return Optional.of(of(certificate));
        } catch (Unnamed nobody) {
            return Optional.empty();
        }
    }

    /**
     * The CF's name.
     *
     * @throws Unnamed if there is no such name, more than one, or one of a wrong form
     */
    public static CfId of(X509Certificate certificate) throws Unnamed {
        Collection<List<?>> names = names(certificate);
        List<String> uris = Objects.requireNonNullElse(names, List.<List<?>>of()).stream()
                .filter(name -> name.get(0).equals(TYPE_URI))
                .map(name -> name.get(1).toString())
                .filter(uri -> uri.startsWith(PREFIX))
                .toList();
        if (uris.size() != 1) {
            throw new Unnamed("the certificate names " + uris.size() + " CFs instead of 1 (urn:mfs:cf:NAME)");
        }
        try {
            return new CfId(uris.getFirst().substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new Unnamed("the certificate names a CF in a wrong form");
        }
    }

    private static Collection<List<?>> names(X509Certificate certificate) throws Unnamed {
        try {
            return certificate.getSubjectAlternativeNames();
        } catch (CertificateException unreadable) {
            throw new Unnamed("the certificate's alternative names cannot be read");
        }
    }
}
