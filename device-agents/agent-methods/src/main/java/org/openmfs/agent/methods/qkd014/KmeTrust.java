package org.openmfs.agent.methods.qkd014;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
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
        check(
                certificates,
                authType,
                engine.getPeerHost(),
                () -> chain.checkServerTrusted(certificates, authType, engine));
    }

    /** By {@link KmeKnock}, which asks nothing of the KME. */
    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, Socket socket)
            throws CertificateException {
        String host =
                socket instanceof SSLSocket tls ? tls.getHandshakeSession().getPeerHost() : "";
        check(certificates, authType, host, () -> chain.checkServerTrusted(certificates, authType, socket));
    }

    /** Whether the certificate is one of the host, as the platform judges. */
    private interface HostCheck {
        void ask() throws CertificateException;
    }

    private void check(X509Certificate[] certificates, String authType, String host, HostCheck hostCheck)
            throws CertificateException {
        try {
            chain.checkServerTrusted(certificates, authType);
        } catch (CertificateException refusal) {
            String whose = certificates[0].getSubjectX500Principal().getName();
            List<X509Certificate> authorities = List.of(chain.getAcceptedIssuers());
            throw ChainFault.of(refusal, whose, certificates, authorities, Instant.now());
        }
        if (expected.kind() == KmeIdentity.Kind.HOST_OF_URI) {
            checkHost(certificates[0], host, hostCheck);
        } else {
            expected.check(certificates[0]);
        }
    }

    private static void checkHost(X509Certificate certificate, String host, HostCheck hostCheck)
            throws CertificateException {
        try {
            hostCheck.ask();
        } catch (CertificateException refusal) {
            throw KmeIdentity.missing("the host " + host + " of the KME's address", certificate);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType) throws CertificateException {
        throw new CertificateException("a KME is met through an SSLEngine or a socket only");
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
