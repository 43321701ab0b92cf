package org.openmfs.agent.methods.qkd014;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.openmfs.agent.identity.ChainFault;

/** Trusts a KME whose chain ends at a known authority and whose certificate carries the expected name. */
final class KmeTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager chain;
    private final KmeIdentity expected;

    KmeTrust(X509ExtendedTrustManager chain, KmeIdentity expected) {
        this.chain = chain;
        this.expected = expected;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            chain.checkServerTrusted(certificates, authType);
        } catch (CertificateException refusal) {
            String whose = certificates[0].getSubjectX500Principal().getName();
            List<X509Certificate> authorities = List.of(chain.getAcceptedIssuers());
            throw ChainFault.of(refusal, whose, certificates, authorities, Instant.now());
        }
        if (expected.kind() == KmeIdentity.Kind.HOST_OF_URI) {
            checkHost(certificates, authType, engine);
        } else {
            expected.check(certificates[0]);
        }
    }

    /** Whether the certificate is one of the host, as the platform judges. */
    private void checkHost(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            chain.checkServerTrusted(certificates, authType, engine);
        } catch (CertificateException refusal) {
            throw KmeIdentity.missing("the host " + engine.getPeerHost() + " of the KME's address", certificates[0]);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("a KME is met through an SSLEngine only");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        throw new CertificateException("a KME is met through an SSLEngine only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("a KME is never a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("a KME is never a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        throw new CertificateException("a KME is never a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chain.getAcceptedIssuers();
    }
}
