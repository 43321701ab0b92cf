package org.openmfs.agent.peer.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.openmfs.agent.identity.ChainFault;
import org.openmfs.agent.identity.CredentialFiles;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.identity.IdentityFiles;
import org.openmfs.agent.identity.Life;
import org.openmfs.agent.identity.Reread;
import org.openmfs.agent.identity.RevocationLists;
import org.openmfs.agent.identity.RevokedCertificate;
import org.openmfs.agent.identity.UnusableIdentity;
import org.openmfs.agent.key.CfId;

/**
 * Makes TLS contexts in which this CF meets peers: TLS 1.3, X25519MLKEM768, ML-DSA, both sides authenticated.
 *
 * <p>Reads the credential files, and again when {@link #look} finds them changed: new connections then use the new ones.
 * Its providers are its own and are not registered with the JVM.
 */
public final class PeerTls {
    public static final String PROTOCOL = "TLSv1.3";
    public static final String CIPHER_SUITE = "TLS_AES_256_GCM_SHA384";

    /** What BouncyCastle takes of a peer; four certificates of ML-DSA-87 fit. */
    private static final int LONGEST_MESSAGE = 32_768;

    /** Held, since the JVM forgets the level of a logger that nobody holds. BouncyCastle logs every refusal with a stack. */
    private static final Logger BOUNCY_CASTLE = Logger.getLogger("org.bouncycastle.jsse");

    private final Provider crypto = new BouncyCastleProvider();
    private final Provider jsse = new BouncyCastleJsseProvider(false, new JcaTlsCryptoProvider().setProvider(crypto));
    private final Credentials credentials;
    private final InstantSource clock;
    private final HybridContext.Groups groups;
    private final SecureRandom random;
    private final Optional<Reread<RevocationLists>> revoked;
    private final Reread<Identity> identity;

    /**
     * What is in the files at one time.
     *
     * @param signers this one, and those before: a stream that came up under a certificate goes on under it
     */
    private record Identity(
            CfId self, KeyManager[] keys, X509ExtendedTrustManager chain, IdentityFiles files, List<Signer> signers) {}

    /** A certificate of this CF, and its key. */
    private record Signer(X509Certificate certificate, PrivateKey key) {}

    /**
     * Reads the credential files, and which certificates were revoked, if a file says so.
     *
     * @param revocationLists PEM
     * @throws IOException if a file cannot be read or is open to others, or the files make no identity
     * @throws GeneralSecurityException if a file does not hold what it should
     */
    public PeerTls(Credentials credentials, Optional<Path> revocationLists, InstantSource clock)
            throws IOException, GeneralSecurityException {
        this(credentials, revocationLists, clock, HybridContext.Groups.hybrid());
    }

    /** Where nothing is known to be revoked. */
    public PeerTls(Credentials credentials, InstantSource clock) throws IOException, GeneralSecurityException {
        this(credentials, Optional.empty(), clock);
    }

    /** With other groups, for tests that must be refused. */
    PeerTls(Credentials credentials, Optional<Path> revocationLists, InstantSource clock, HybridContext.Groups groups)
            throws IOException, GeneralSecurityException {
        BOUNCY_CASTLE.setLevel(Level.SEVERE);
        this.credentials = credentials;
        this.clock = clock;
        this.groups = groups;
        this.random = SecureRandom.getInstance("DEFAULT", crypto);
        this.revoked = revocationLists.isPresent() ? Optional.of(reread(revocationLists.get())) : Optional.empty();
        this.identity = new Reread<>(credentials.files(), this::read, clock);
    }

    /** Apart from the identity: lists that cannot be used keep no new certificate from being taken. */
    private Reread<RevocationLists> reread(Path lists) throws IOException, GeneralSecurityException {
        return new Reread<>(List.of(lists), before -> RevocationLists.read(lists, authorities(), crypto), clock);
    }

    private RevocationLists.Authorities authorities() throws IOException {
        return new RevocationLists.Authorities(
                credentials.authorities(), CredentialFiles.of(crypto).certificates(credentials.authorities()));
    }

    private RevocationLists revoked() {
        return revoked.map(Reread::current).orElseGet(RevocationLists::none);
    }

    /** This CF's name, as its certificate says. */
    public CfId self() {
        return identity.current().self();
    }

    /** How long the certificates and revocation lists last that are in use. */
    public List<Life> lives() {
        Identity now = identity.current();
        Stream<Life> own = Stream.concat(
                now.files().lives().stream(),
                revocation(now.files(), List.of(now.chain().getAcceptedIssuers())).stream());
        return Stream.concat(own, revoked().lives().stream()).toList();
    }

    private Optional<RevokedCertificate> revocation(IdentityFiles own, List<X509Certificate> authorities) {
        return revoked()
                .in(own.chain(), authorities)
                .map(revocation -> new RevokedCertificate(
                        own.certificateFile(),
                        revocation.certificate().getSubjectX500Principal().getName(),
                        revocation.on()));
    }

    /** Looks whether files changed; tells whether new ones are in use now. To be called every few seconds. */
    public boolean look() {
        boolean lists = revoked.filter(Reread::look).isPresent();
        return identity.look() || lists;
    }

    /** Signs by the key of this certificate; empty if it is neither this CF's nor one of the last that it had before. */
    Optional<byte[]> sign(X509Certificate certificate, byte[] text) {
        return identity.current().signers().stream()
                .filter(signer -> signer.certificate().equals(certificate))
                .findFirst()
                .map(signer -> sign(signer.key(), text));
    }

    private byte[] sign(PrivateKey key, byte[] text) {
        try {
            Signature signature = Signature.getInstance(key.getAlgorithm(), crypto);
            signature.initSign(key, random);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key that passed the checks of its file does not sign", e);
        }
    }

    /** Whether this certificate's key made the signature. */
    boolean verify(X509Certificate certificate, byte[] text, byte[] signature) {
        try {
            Signature check = Signature.getInstance(certificate.getPublicKey().getAlgorithm(), crypto);
            check.initVerify(certificate.getPublicKey());
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** Why a chain that was trusted in a handshake would not be trusted now. */
    Optional<ChainFault> fault(List<X509Certificate> chain) {
        Acceptance anybody = peer -> Optional.empty();
        return new PeerTrust(identity.current().chain(), this::revoked, anybody, clock).fault(chain);
    }

    /** A context that meets only peers that are accepted at the time of the handshake, with the identity of that time. */
    public SSLContext context(Acceptance acceptance) {
        AtomicReference<Built> built = new AtomicReference<>(build(identity.current(), acceptance));
        return new HybridContext(
                () -> built.updateAndGet(last -> last.identity().equals(identity.current())
                                ? last
                                : build(identity.current(), acceptance))
                        .context(),
                groups);
    }

    /** A context, and whose it is. */
    private record Built(Identity identity, SSLContext context) {}

    private Built build(Identity now, Acceptance acceptance) {
        try {
            SSLContext plain = SSLContext.getInstance(PROTOCOL, jsse);
            PeerTrust trust = new PeerTrust(now.chain(), this::revoked, acceptance, InstantSource.system());
            plain.init(now.keys(), new TrustManager[] {trust}, random);
            return new Built(now, plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    private Identity read(Optional<Identity> before) throws IOException, GeneralSecurityException {
        CredentialFiles files = CredentialFiles.of(crypto);
        CredentialFiles.OwnKey own = files.own(credentials);
        List<X509Certificate> authorities = files.certificates(credentials.authorities());
        List<String> faults = new ArrayList<>(own.files().faults(crypto, clock.instant()));
        lengthFault(own.files()).ifPresent(faults::add);
        own.files().origin(authorities, credentials.authorities()).ifPresent(faults::add);
        revocation(own.files(), authorities)
                .map(life -> life.text(clock.instant()))
                .ifPresent(faults::add);
        Optional<CfId> named = PeerIdentity.claimed(own.files().chain().getFirst());
        nameFault(own.files(), before.map(Identity::self)).ifPresent(faults::add);
        if (!faults.isEmpty()) {
            throw new UnusableIdentity(faults);
        }
        return new Identity(
                named.orElseThrow(),
                keyManagers(own),
                chainTrust(files.trusted(credentials.authorities())),
                own.files(),
                signers(own.files(), before));
    }

    private static List<Signer> signers(IdentityFiles files, Optional<Identity> before) {
        Signer now = new Signer(files.chain().getFirst(), files.key());
        Stream<Signer> former = before.stream()
                .flatMap(identity -> identity.signers().stream())
                .filter(one -> !one.certificate().equals(now.certificate()));
        return Stream.concat(Stream.of(now), former)
                .limit(ProvedPeers.REMEMBERED)
                .toList();
    }

    /** Peers refuse a longer one in the handshake, and then nothing is said of why. */
    private static Optional<String> lengthFault(IdentityFiles files) throws GeneralSecurityException {
        int octets = files.handshakeOctets();
        return octets <= LONGEST_MESSAGE
                ? Optional.empty()
                : Optional.of(
                        files.certificateFile() + ": expected in peering.certificates (or peering.keystore) a chain"
                                + " that fits into a handshake message of " + LONGEST_MESSAGE + " octets, found "
                                + files.chain().size() + " certificates of " + octets);
    }

    /** A CF does not become another one while it runs. */
    private static Optional<String> nameFault(IdentityFiles files, Optional<CfId> before) {
        try {
            CfId now = PeerIdentity.of(files.chain().getFirst());
            return before.filter(self -> !self.equals(now))
                    .map(self -> files.certificateFile() + ": the certificate names CF " + now + " instead of " + self);
        } catch (PeerIdentity.Unnamed unnamed) {
            return Optional.of(files.certificateFile() + ": " + unnamed.getMessage());
        }
    }

    private KeyManager[] keyManagers(CredentialFiles.OwnKey own) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX", jsse);
        factory.init(own.store(), own.password());
        return factory.getKeyManagers();
    }

    private X509ExtendedTrustManager chainTrust(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", jsse);
        factory.init(trusted);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }
}
