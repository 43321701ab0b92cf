package org.openmfs.agent.peer.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.openmfs.agent.identity.ChainFault;
import org.openmfs.agent.identity.RevocationLists;
import org.openmfs.agent.key.CfId;

/**
 * Trusts a peer whose chain ends at a known authority, is signed with ML-DSA throughout, was not revoked and names a CF
 * that is accepted. Whoever is refused hears the alert that says why.
 *
 * <p>Host names play no part: a CF is its name, wherever it is.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    /** ML-DSA-65 and ML-DSA-87 (FIPS 204; RFC 9881, section 2). */
    private static final Set<String> SIGNATURES = Set.of("2.16.840.1.101.3.4.3.18", "2.16.840.1.101.3.4.3.19");

    private final X509ExtendedTrustManager chain;
    private final Supplier<RevocationLists> revoked;
    private final Acceptance acceptance;
    private final InstantSource clock;

    /** @param revoked the lists of the time at which it is asked */
    PeerTrust(
            X509ExtendedTrustManager chain,
            Supplier<RevocationLists> revoked,
            Acceptance acceptance,
            InstantSource clock) {
        this.chain = chain;
        this.revoked = revoked;
        this.acceptance = acceptance;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        check(certificates, () -> chain.checkClientTrusted(certificates, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, SSLEngine engine)
            throws CertificateException {
        check(certificates, () -> chain.checkServerTrusted(certificates, authType));
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

    /** Why a chain that was trusted in a handshake would not be now. */
    Optional<ChainFault> fault(List<X509Certificate> certificates) {
        X509Certificate[] whole = certificates.toArray(X509Certificate[]::new);
        Optional<ChainFault> over = ChainFault.date(whose(whole), List.of(certificates.getFirst()), clock.instant());
        if (over.isPresent()) {
            return over;
        }
        try {
            judge(whole, () -> chain.checkClientTrusted(whole, "UNKNOWN"));
            requireAccepted(whole);
            return Optional.empty();
        } catch (PeerRefused refused) {
            return Optional.of(refused.fault());
        }
    }

    /** Whether a chain leads to a known authority, as the platform judges. */
    private interface Judgement {
        void ask() throws CertificateException;
    }

    private void check(X509Certificate[] certificates, Judgement judgement) throws CertificateException {
        try {
            judge(certificates, judgement);
            requireAccepted(certificates);
        } catch (PeerRefused refused) {
            throw AsAlert.<CertificateException>of(refused);
        }
    }

    private void judge(X509Certificate[] certificates, Judgement judgement) throws PeerRefused {
        try {
            judgement.ask();
        } catch (CertificateException refusal) {
            throw refused(
                    certificates,
                    ChainFault.of(refusal, whose(certificates), certificates, authorities(), clock.instant()));
        }
        Optional<RevocationLists.Revocation> revocation = revoked.get().in(List.of(certificates), authorities());
        if (revocation.isPresent()) {
            throw refused(
                    certificates, ChainFault.revoked(whose(certificates), List.of(certificates), revocation.get()));
        }
    }

    private List<X509Certificate> authorities() {
        return List.of(chain.getAcceptedIssuers());
    }

    private static String whose(X509Certificate... certificates) {
        return PeerIdentity.claimed(certificates[0])
                .map(cf -> "CF " + cf)
                .orElseGet(() -> certificates[0].getSubjectX500Principal().getName());
    }

    private void requireAccepted(X509Certificate[] certificates) throws PeerRefused {
        for (X509Certificate certificate : certificates) {
            if (!SIGNATURES.contains(certificate.getSigAlgOID())) {
                throw refused(
                        certificates,
                        new ChainFault(
                                ChainFault.Kind.UNUSABLE,
                                "a certificate of the peer is not signed with ML-DSA-65 or ML-DSA-87"));
            }
        }
        try {
            CfId peer = PeerIdentity.of(certificates[0]);
            Optional<ChainFault> unwelcome = acceptance.refusal(peer);
            if (unwelcome.isPresent()) {
                throw new PeerRefused(Optional.of(peer), unwelcome.get());
            }
        } catch (PeerIdentity.Unnamed unnamed) {
            throw refused(certificates, new ChainFault(ChainFault.Kind.WRONG_NAME, unnamed.getMessage()));
        }
    }

    private static PeerRefused refused(X509Certificate[] certificates, ChainFault fault) {
        return new PeerRefused(PeerIdentity.claimed(certificates[0]), fault);
    }

    /**
     * Lets the alert through that says why. BouncyCastle makes every CertificateException a certificate_unknown, and
     * passes a TlsFatalAlert on, which the signature of a trust manager does not foresee.
     */
    private static final class AsAlert {
        @SuppressWarnings("unchecked")
        static <E extends Exception> E of(PeerRefused refused) throws E {
            throw (E) (Exception) new TlsFatalAlert(alert(refused.fault().kind()), refused);
        }

        private static short alert(ChainFault.Kind kind) {
            return switch (kind) {
                case EXPIRED, NOT_YET_VALID -> AlertDescription.certificate_expired;
                case REVOKED -> AlertDescription.certificate_revoked;
                case UNKNOWN_AUTHORITY -> AlertDescription.unknown_ca;
                case WRONG_NAME -> AlertDescription.certificate_unknown;
                case NOT_WELCOME -> AlertDescription.access_denied;
                case UNUSABLE -> AlertDescription.bad_certificate;
            };
        }
    }

    private static CertificateException engineOnly() {
        return new CertificateException("peers are met through an SSLEngine only");
    }
}
