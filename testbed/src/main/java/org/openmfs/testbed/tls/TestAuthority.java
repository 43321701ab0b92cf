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
    private static final X500Name NAME = name("OpenMFS testbed authority");
    private final SecureRandom random;
    private final InstantSource clock;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private TestAuthority(SecureRandom random, InstantSource clock, PrivateKey key, X509Certificate certificate) {
        this.random = random;
        this.clock = clock;
        this.key = key;
        this.certificate = certificate;
    }

    /** A new one. */
    public static TestAuthority fresh(SecureRandom random, InstantSource clock) {
        KeyPair keys = keyPair(random);
        Instant now = clock.instant();
        try {
            X509v3CertificateBuilder builder = builder(NAME, keys, new Validity(now, LIFE), random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new TestAuthority(random, clock, keys.getPrivate(), sign(builder, keys.getPrivate()));
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
        return new Identity(key, certificate, certificate).toJson();
    }

    private record Validity(Instant now, Duration life) {}

    public X509Certificate certificate() {
        return certificate;
    }

    /** A new key and a certificate for it that serves both as TLS server and as TLS client. */
    public Identity issue(Names subject) {
        KeyPair own = keyPair(random);
        Validity validity = new Validity(clock.instant(), LIFE_OF_ISSUED);
        try {
            X509v3CertificateBuilder builder = builder(name(subject.commonName()), own, validity, random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(subject));
            return new Identity(own.getPrivate(), sign(builder, key), certificate);
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

    private static X509v3CertificateBuilder builder(
            X500Name subject, KeyPair pair, Validity validity, SecureRandom random) {
        Date from = Date.from(validity.now().minus(Duration.ofMinutes(5)));
        Date to = Date.from(validity.now().plus(validity.life()));
        return new JcaX509v3CertificateBuilder(
                NAME, new BigInteger(127, random), from, to, subject, pair.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey signer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("signature", e);
        }
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
