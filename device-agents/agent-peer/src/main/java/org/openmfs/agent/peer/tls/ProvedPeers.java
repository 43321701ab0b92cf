package org.openmfs.agent.peer.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.openmfs.agent.identity.ChainFault;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.Signature;

/**
 * Signs by this CF's keys, and judges by the certificates that peers proved to have in a TLS handshake: the last few of
 * each, so that what was begun before a stream was replaced, or a certificate renewed, can be ended.
 */
public final class ProvedPeers implements Authenticator {
    /** Certificates of a CF. */
    static final int REMEMBERED = 4;

    private final PeerTls tls;
    private final Map<CfId, List<Met>> met = new ConcurrentHashMap<>();

    /** Both sides of a handshake that was done. */
    private record Met(Certificates names, X509Certificate own, List<X509Certificate> peer) {}

    public ProvedPeers(PeerTls tls) {
        this.tls = tls;
    }

    /**
     * Notes who proved what in the session's handshake.
     *
     * @throws SSLPeerUnverifiedException if one side did not say who it is
     */
    public void met(CfId peer, SSLSession session) throws SSLPeerUnverifiedException {
        List<X509Certificate> chain = x509(session.getPeerCertificates());
        Certificate[] local = session.getLocalCertificates();
        if (local == null || local.length == 0) {
            throw new SSLPeerUnverifiedException("this CF did not say who it is");
        }
        X509Certificate own = x509(local).getFirst();
        Certificates names = new Certificates(name(own), name(chain.getFirst()));
        met.merge(peer, List.of(new Met(names, own, chain)), ProvedPeers::lastOf);
    }

    private static List<X509Certificate> x509(Certificate[] chain) {
        return Stream.of(chain).map(X509Certificate.class::cast).toList();
    }

    private static List<Met> lastOf(List<Met> before, List<Met> now) {
        List<Met> all = new ArrayList<>(before);
        all.removeIf(old -> old.names().equals(now.getFirst().names()));
        all.addAll(now);
        return List.copyOf(all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
    }

    /** A peer that is none any more. */
    public void forget(CfId peer) {
        met.remove(peer);
    }

    /** Why the peer of this session would not be met any more: its certificate can expire or be revoked meanwhile. */
    public Optional<String> fault(SSLSession session) {
        try {
            return tls.fault(x509(session.getPeerCertificates())).map(ChainFault::getMessage);
        } catch (SSLPeerUnverifiedException nobody) {
            return Optional.of("the peer did not say who it is");
        }
    }

    @Override
    public Optional<Certificates> towards(CfId peer) {
        return of(peer).reduce((before, last) -> last).map(Met::names);
    }

    @Override
    public boolean know(CfId peer, Certificates both) {
        return of(peer).anyMatch(one -> one.names().equals(both));
    }

    @Override
    public Optional<Signature> sign(Octets own, byte[] text) {
        return met.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.names().own().equals(own))
                .findFirst()
                .flatMap(one -> tls.sign(one.own(), text))
                .map(Signature::new);
    }

    @Override
    public boolean verifies(CfId peer, Octets certificate, byte[] text, Signature signature) {
        return of(peer).filter(one -> one.names().peer().equals(certificate))
                .findFirst()
                .filter(one -> tls.fault(one.peer()).isEmpty())
                .filter(one -> tls.verify(one.peer().getFirst(), text, signature.value()))
                .isPresent();
    }

    private Stream<Met> of(CfId peer) {
        return met.getOrDefault(peer, List.of()).stream();
    }

    private static Octets name(X509Certificate certificate) {
        try {
            return new Octets(MessageDigest.getInstance("SHA-384").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-384", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a certificate that TLS took cannot be encoded", e);
        }
    }
}
