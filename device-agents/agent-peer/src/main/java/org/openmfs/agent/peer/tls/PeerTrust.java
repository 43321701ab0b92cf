package org.openmfs.agent.peer.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.openmfs.agent.key.CfId;

/**
 * Trusts a peer whose chain ends at a known authority, is signed with ML-DSA throughout and names a CF that is accepted.
 *
 * <p>Host names play no part: a CF is its name, wherever it is.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    /** ML-DSA-65 and ML-DSA-87 (FIPS 204; RFC 9881, section 2). */
    private static final Set<String> SIGNATURES = Set.of("2.16.840.1.101.3.4.3.18", "2.16.840.1.101.3.4.3.19");

    private final X509ExtendedTrustManager chain;
    private final Predicate<CfId> accepted;

    PeerTrust(X509ExtendedTrustManager chain, Predicate<CfId> accepted) {
        this.chain = chain;
        this.accepted = accepted;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        chain.checkClientTrusted(certificates, authType);
        requireAccepted(certificates);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        chain.checkServerTrusted(certificates, authType);
        requireAccepted(certificates);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, Socket socket)
            throws CertificateException {
        throw engineOnly();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, Socket socket)
            throws CertificateException {
        throw engineOnly();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        throw engineOnly();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        throw engineOnly();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chain.getAcceptedIssuers();
    }

    private void requireAccepted(X509Certificate[] certificates) throws CertificateException {
        for (X509Certificate certificate : certificates) {
            if (!SIGNATURES.contains(certificate.getSigAlgOID())) {
                throw new CertificateException("a certificate of the peer is not signed with ML-DSA-65 or ML-DSA-87");
            }
        }
        CfId peer = PeerIdentity.of(certificates[0]);
        if (!accepted.test(peer)) {
            throw new CertificateException("CF " + peer + " is not accepted here");
        }
    }

    private static CertificateException engineOnly() {
        return new CertificateException("peers are met through an SSLEngine only");
    }
}
