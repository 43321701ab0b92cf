package org.openmfs.testbed.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.openmfs.testbed.tls.Identity;

/**
 * An authority as public simulators of KMEs make it with openssl: RSA keys, a common name, no alternative names. One
 * makes X.509 v1 certificates under a v3 authority, the other v3 certificates with a purpose under a v1 authority.
 */
final class SimulatorAuthority {
    private static final char[] NO_PASSWORD = {};
    private static final Duration YEAR = Duration.ofDays(365);

    private final Path folder;
    private final X500Name name;
    private final boolean plain;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private long serial = 1;

    /** Certificate and key of one party. */
    record Party(KeyPair keys, X509Certificate certificate) {}

    /** @param plain whether its certificates are of version 1; else its own is */
    SimulatorAuthority(Path folder, String name, boolean plain) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.name = new X500Name(name);
        this.plain = plain;
        this.keys = newPair();
        this.certificate = plain ? withConstraints() : versionOne(this.name, keys);
        Files.writeString(authorities(), Identity.pem(certificate));
    }

    Path authorities() {
        return folder.resolve("ca.crt.pem");
    }

    Party issue(String subject, KeyPurposeId purpose) throws IOException {
        KeyPair own = newPair();
        X500Name called = new X500Name(subject);
        return new Party(own, plain ? versionOne(called, own) : withPurpose(called, own, purpose));
    }

    /** Where a party's certificate is written. */
    Path certificateFile(String file, Party party) throws IOException {
        return Files.writeString(folder.resolve(file + ".crt.pem"), Identity.pem(party.certificate));
    }

    /** Where a party's key is written, for its owner alone. */
    Path keyFile(String file, Party party) throws IOException {
        Path key = Files.createFile(
                folder.resolve(file + ".key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Identity identity = new Identity(party.keys.getPrivate(), party.certificate, certificate, certificate);
        return Files.writeString(key, identity.keyPem());
    }

    /** Of a server that shows its certificate alone, as they do, and takes this authority's clients. */
    SSLContext serverContext(Party party) {
        try {
            KeyStore own = KeyStore.getInstance("JKS");
            own.load(null, null);
            own.setKeyEntry("kme", party.keys.getPrivate(), NO_PASSWORD, new Certificate[] {party.certificate});
            KeyManagerFactory shown = KeyManagerFactory.getInstance("SunX509");
            shown.init(own, NO_PASSWORD);
            KeyStore known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry("ca", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate versionOne(X500Name subject, KeyPair subjectKeys) {
        return signed(
                new JcaX509v1CertificateBuilder(name, number(), from(), to(), subject, subjectKeys.getPublic())::build);
    }

    private X509Certificate withConstraints() throws IOException {
        JcaX509v3CertificateBuilder builder = builder(name, keys);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return signed(builder::build);
    }

    private X509Certificate withPurpose(X500Name subject, KeyPair own, KeyPurposeId purpose) throws IOException {
        JcaX509v3CertificateBuilder builder = builder(subject, own);
        builder.addExtension(Extension.basicConstraints, false, new BasicConstraints(false));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        return signed(builder::build);
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair own) {
        return new JcaX509v3CertificateBuilder(name, number(), from(), to(), subject, own.getPublic());
    }

    private interface Builder {
        X509CertificateHolder build(ContentSigner signer);
    }

    private X509Certificate signed(Builder builder) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private BigInteger number() {
        return BigInteger.valueOf(serial++);
    }

    private static Date from() {
        return Date.from(Instant.now().minusSeconds(60));
    }

    private static Date to() {
        return Date.from(Instant.now().plus(YEAR));
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
