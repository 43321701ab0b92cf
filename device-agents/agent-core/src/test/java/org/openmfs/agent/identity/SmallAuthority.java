package org.openmfs.agent.identity;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Issues certificates and, by {@link DraftList}, revocation lists with an ML-DSA-65 key of the JDK's. */
final class SmallAuthority {
    /** Knows ML-DSA and X.509. */
    static final Provider PROVIDER = Security.getProvider("SUN");

    static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String KEY_USAGE = "2.5.29.15";
    private static final byte[] ALGORITHM = Der.sequence(Der.oid("2.16.840.1.101.3.4.3.18"));
    private static final byte[] SIGNS_ALL = {3, 2, 1, 6};
    private static final byte[] SIGNS_CERTIFICATES = {3, 2, 2, 4};

    private final String name;
    private final KeyPair pair;
    private final Optional<X509Certificate> certificate;

    private SmallAuthority(String name, KeyPair pair, Optional<X509Certificate> certificate) {
        this.name = name;
        this.pair = pair;
        this.certificate = certificate;
    }

    static SmallAuthority root(String name) throws GeneralSecurityException {
        return root(name, SIGNS_ALL);
    }

    /** One whose certificate says that its key signs no lists. */
    static SmallAuthority withoutLists(String name) throws GeneralSecurityException {
        return root(name, SIGNS_CERTIFICATES);
    }

    private static SmallAuthority root(String name, byte[] usage) throws GeneralSecurityException {
        KeyPair own = pair();
        SmallAuthority itself = new SmallAuthority(name, own, Optional.empty());
        return new SmallAuthority(name, own, Optional.of(itself.issue(name, 1, own, usage)));
    }

    /** An authority that this one certifies. */
    SmallAuthority below(String other, long serial) throws GeneralSecurityException {
        KeyPair own = pair();
        return new SmallAuthority(other, own, Optional.of(issue(other, serial, own, SIGNS_ALL)));
    }

    X509Certificate issue(String subject, long serial) throws GeneralSecurityException {
        return issue(subject, serial, pair(), SIGNS_ALL);
    }

    private X509Certificate issue(String subject, long serial, KeyPair of, byte[] usage)
            throws GeneralSecurityException {
        byte[] dates =
                Der.sequence(Der.time(NOW.minus(Duration.ofDays(100))), Der.time(NOW.plus(Duration.ofDays(3000))));
        byte[] content = Der.sequence(
                Der.of(0xa0, Der.integer(2)),
                Der.integer(serial),
                ALGORITHM,
                Der.name(name),
                dates,
                Der.name(subject),
                of.getPublic().getEncoded(),
                Der.of(0xa3, Der.sequence(Der.extension(KEY_USAGE, true, usage))));
        return (X509Certificate) CertificateFactory.getInstance("X.509", PROVIDER)
                .generateCertificate(new ByteArrayInputStream(signed(content)));
    }

    X509Certificate certificate() {
        return certificate.orElseThrow();
    }

    PrivateKey key() {
        return pair.getPrivate();
    }

    String name() {
        return name;
    }

    DraftList list() {
        return new DraftList(this);
    }

    static byte[] algorithm() {
        return ALGORITHM.clone();
    }

    /** Content, algorithm and signature, as certificates and lists have them. */
    byte[] signed(byte[] content) throws GeneralSecurityException {
        PrivateKey key = pair.getPrivate();
        Signature signature = Signature.getInstance("ML-DSA", PROVIDER);
        signature.initSign(key);
        signature.update(content);
        return Der.sequence(content, ALGORITHM, Der.bits(signature.sign()));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("ML-DSA-65", PROVIDER).generateKeyPair();
    }
}
