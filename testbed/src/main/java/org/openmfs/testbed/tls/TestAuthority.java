package org.openmfs.testbed.tls;

import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a testbed; its own key stays in the testbed's folder. */
public final class TestAuthority {
    private static final Duration LIFE = Duration.ofDays(3650);
    private static final Duration LIFE_OF_ISSUED = Duration.ofDays(365);
    private static final Duration ENDED_SINCE = Duration.ofDays(1);
    private final SecureRandom random;
    private final InstantSource clock;
    private final X500Name name;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private TestAuthority(SecureRandom random, InstantSource clock, PrivateKey key, X509Certificate certificate) {
        this.random = random;
        this.clock = clock;
        this.name = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        this.key = key;
        this.certificate = certificate;
    }

    /** A new one. */
    public static TestAuthority fresh(String commonName, SecureRandom random, InstantSource clock) {
        KeyPair keys = keyPair(random);
        X500Name name = name(commonName);
        Signing self = new Signing(name, keys.getPrivate(), Validity.from(clock.instant(), LIFE), random);
        try {
            X509v3CertificateBuilder builder = self.builder(name, keys);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new TestAuthority(random, clock, keys.getPrivate(), self.sign(builder));
        } catch (CertIOException e) {
            throw new IllegalStateException("authority", e);
        }
    }

    /** Reads what {@link #toJson} wrote. */
    public static TestAuthority of(JsonObject json, SecureRandom random, InstantSource clock) {
        Identity self = Identity.of(json);
        return new TestAuthority(random, clock, self.key(), self.certificate());
    }

    /** For another start of the same testbed; a secret. */
    public JsonObject toJson() {
        return new Identity(key, certificate, certificate, certificate).toJson();
    }

    private record Validity(Instant from, Instant to) {
        private static Validity from(Instant now, Duration life) {
            return new Validity(now.minus(Duration.ofMinutes(5)), now.plus(life));
        }
    }

    /** What makes a certificate one of this authority. */
    private record Signing(X500Name issuer, PrivateKey key, Validity validity, SecureRandom random) {
        private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair) {
            return new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(127, random),
                    Date.from(validity.from()),
                    Date.from(validity.to()),
                    subject,
                    pair.getPublic());
        }

        private X509Certificate sign(X509v3CertificateBuilder builder) {
            try {
                return new JcaX509CertificateConverter()
                        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
            } catch (OperatorCreationException | GeneralSecurityException e) {
                throw new IllegalStateException("signature", e);
            }
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A new key and a certificate for it that serves both as TLS server and as TLS client. */
    public Identity issue(Names subject) {
        return issue(subject, Validity.from(clock.instant(), LIFE_OF_ISSUED));
    }

    /** The same, with a certificate whose end has passed. */
    public Identity issueEnded(Names subject) {
        Instant end = clock.instant().minus(ENDED_SINCE);
        return issue(subject, new Validity(end.minus(LIFE_OF_ISSUED), end));
    }

    private Identity issue(Names subject, Validity validity) {
        KeyPair own = keyPair(random);
        Signing signing = new Signing(name, key, validity, random);
        try {
            X509v3CertificateBuilder builder = signing.builder(name(subject.commonName()), own);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            if (!subject.uris().isEmpty() || !subject.hosts().isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternatives(subject));
            }
            return new Identity(own.getPrivate(), signing.sign(builder), certificate, certificate);
        } catch (CertIOException e) {
            throw new IllegalStateException("certificate of " + subject.commonName(), e);
        }
    }

    private static GeneralNames alternatives(Names subject) {
        List<GeneralName> names = new ArrayList<>();
        subject.uris().forEach(uri -> names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        for (String host : subject.hosts()) {
            boolean address = host.matches("[0-9.]+") || host.contains(":");
            names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static KeyPair keyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
