package org.openmfs.agent.peer.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.openmfs.agent.key.CfId;

/**
 * A certificate authority for trials: signs with ML-DSA-87 and issues ML-DSA-65 certificates that name a CF.
 *
 * <p>Not for production: its key lies in a file. Operators bring their own authority.
 */
public final class TestAuthority {
    private static final String AUTHORITY_ALGORITHM = "ML-DSA-87";
    private static final String CF_ALGORITHM = "ML-DSA-65";
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    /** How long an identity lasts where nothing else is said. */
    static final Duration CF_LIFE = Duration.ofDays(397);

    /** How long a list of revoked certificates is good where nothing else is said. */
    static final Duration LIST_LIFE = Duration.ofDays(30);

    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final int SERIAL_BITS = 127;

    private final Identity self;
    private final Provider provider;
    private final Clock clock;
    private final SecureRandom random;

    TestAuthority(Identity self, Provider provider, Clock clock, SecureRandom random) {
        this.self = self;
        this.provider = provider;
        this.clock = clock;
        this.random = random;
    }

    /** A certificate and its private key. */
    public record Identity(X509Certificate certificate, PrivateKey key) {
        @Override
        public String toString() {
            return "Identity[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /** A new authority with a new key. */
    static TestAuthority create(Provider provider, Clock clock, SecureRandom random) throws GeneralSecurityException {
        KeyPair pair = pair(AUTHORITY_ALGORITHM, provider);
        X500Name name = name("OpenMFS test authority");
        Instant now = clock.instant();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(SERIAL_BITS, random),
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(AUTHORITY_LIFE)),
                    name,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            X509Certificate certificate = signed(builder, pair.getPrivate(), provider);
            return new TestAuthority(new Identity(certificate, pair.getPrivate()), provider, clock, random);
        } catch (IOException e) {
            throw new IllegalStateException("the extensions can be encoded", e);
        }
    }

    Identity self() {
        return self;
    }

    /** A new certificate with a new key, good for both ends of TLS, that names the CF. */
    Identity issue(CfId cf, Duration life) throws GeneralSecurityException {
        return issue(cf.name(), new GeneralName(GeneralName.uniformResourceIdentifier, cf.uri()), life);
    }

    /** As {@link #issue(CfId, Duration)}, with any name; tests make wrong ones. */
    Identity issue(String commonName, GeneralName alternative, Duration life) throws GeneralSecurityException {
        KeyPair pair = pair(CF_ALGORITHM, provider);
        return new Identity(certificate(commonName, alternative, pair.getPublic(), life), pair.getPrivate());
    }

    /**
     * A list of what is revoked (RFC 5280, section 5).
     *
     * @param before the list until now: what it names stays revoked
     */
    X509CRL revoke(Optional<X509CRL> before, List<X509Certificate> certificates, Duration life)
            throws GeneralSecurityException {
        Instant now = clock.instant();
        JcaX509v2CRLBuilder builder =
                new JcaX509v2CRLBuilder(self.certificate().getSubjectX500Principal(), Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(life)));
        BigInteger number = BigInteger.ONE;
        if (before.isPresent()) {
            JcaX509CRLHolder former = new JcaX509CRLHolder(before.get());
            builder.addCRL(former);
            number = CRLNumber.getInstance(
                            former.getExtension(Extension.cRLNumber).getParsedValue())
                    .getCRLNumber()
                    .add(BigInteger.ONE);
        }
        certificates.forEach(certificate ->
                builder.addCRLEntry(certificate.getSerialNumber(), Date.from(now), CRLReason.unspecified));
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(self.certificate()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
        } catch (IOException e) {
            throw new IllegalStateException("the extensions can be encoded", e);
        }
        return new JcaX509CRLConverter().setProvider(provider).getCRL(builder.build(signer(self.key(), provider)));
    }

    private X509Certificate certificate(String commonName, GeneralName alternative, PublicKey key, Duration life)
            throws GeneralSecurityException {
        Instant now = clock.instant();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    self.certificate(),
                    new BigInteger(SERIAL_BITS, random),
                    Date.from(now.minus(CLOCK_SKEW)),
                    Date.from(now.plus(life)),
                    name(commonName),
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternative));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(self.certificate()));
            return signed(builder, self.key(), provider);
        } catch (IOException e) {
            throw new IllegalStateException("the extensions can be encoded", e);
        }
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key, Provider provider)
            throws GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .setProvider(provider)
                .getCertificate(builder.build(signer(key, provider)));
    }

    private static ContentSigner signer(PrivateKey key, Provider provider) throws GeneralSecurityException {
        try {
            return new JcaContentSignerBuilder(AUTHORITY_ALGORITHM)
                    .setProvider(provider)
                    .build(key);
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign", e);
        }
    }

    private static KeyPair pair(String algorithm, Provider provider) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm, provider).generateKeyPair();
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
