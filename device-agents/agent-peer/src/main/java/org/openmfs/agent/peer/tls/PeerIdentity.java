package org.openmfs.agent.peer.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openmfs.agent.key.CfId;

/** Reads a CF's name out of its certificate: the one subject alternative name {@code urn:mfs:cf:NAME} of type URI. */
public final class PeerIdentity {
    private static final int TYPE_URI = 6;
    private static final String PREFIX = "urn:mfs:cf:";

    private PeerIdentity() {}

    /**
     * The CF's name.
     *
     * @throws CertificateException if there is no such name, more than one, or one of a wrong form
     */
    public static CfId of(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        List<String> uris = Objects.requireNonNullElse(names, List.<List<?>>of()).stream()
                .filter(name -> name.get(0).equals(TYPE_URI))
                .map(name -> name.get(1).toString())
                .filter(uri -> uri.startsWith(PREFIX))
                .toList();
        if (uris.size() != 1) {
            throw new CertificateException("the certificate names " + uris.size() + " CFs instead of 1");
        }
        try {
            return new CfId(uris.getFirst().substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("the certificate names a CF in a wrong form", e);
        }
    }
}
