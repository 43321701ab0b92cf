package org.openmfs.agent.methods.qkd014;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.openmfs.agent.identity.Credentials;

/** An authority of a QKD site, for a test: certificates of its KME and its SAEs in a folder. */
final class KmeTestFiles {
    private static final char[] PASSWORD = "test password".toCharArray();

    private final Path folder;
    private final KeyPair authorityKeys;
    private final X509Certificate authority;
    private long serial = 1;
    private Duration shift = Duration.ZERO;

    KmeTestFiles(Path folder) {
        this.folder = folder;
        try {
            this.authorityKeys = newPair();
            this.authority = certificate("authority", authorityKeys, new BasicConstraints(true));
            Files.writeString(authorities(), pem("CERTIFICATE", authority.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    static char[] password() {
        return PASSWORD.clone();
    }

    /** Certificate and key of one party. */
    record Party(KeyPair keys, X509Certificate certificate) {}

    /** What is made from now on is valid that much later than now, or earlier. */
    KmeTestFiles shifted(Duration by) {
        shift = by;
        return this;
    }

    Path authorities() {
        return folder.resolve("authority.pem");
    }

    /** A KME at 127.0.0.1 with a URI of its own. */
    Party kme(String name) {
        GeneralNames names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.dNSName, name + ".example"),
            new GeneralName(GeneralName.uniformResourceIdentifier, "urn:example:kme:" + name)
        });
        return party(name, names);
    }

    /** A certificate of the kind that public simulators make: a common name and nothing else. */
    Party nameless(String commonName) {
        return party(commonName, new GeneralNames(new GeneralName[0]));
    }

    /** As a public KME's script makes it by mistake: for TLS clients alone, without alternative names. */
    Party forClientsAlone(String commonName) {
        return party(commonName, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
    }

    Party sae(SaeId id) {
        return party(id.value(), new GeneralNames(new GeneralName(GeneralName.dNSName, "client.example")));
    }

    Credentials.Pem pem(Party party) throws IOException, GeneralSecurityException {
        Path certificate = Files.writeString(fresh(".cert.pem"), pem("CERTIFICATE", party.certificate.getEncoded()));
        Path key = ownerOnly(fresh(".key.pem"));
        Files.writeString(key, pem("PRIVATE KEY", party.keys.getPrivate().getEncoded()));
        return new Credentials.Pem(certificate, key, authorities());
    }

    Credentials.Pkcs12 pkcs12(Party party) throws IOException, GeneralSecurityException {
        Path store = ownerOnly(fresh(".p12"));
        try (OutputStream out = Files.newOutputStream(store)) {
            keyStore(party).store(out, PASSWORD);
        }
        Path password = ownerOnly(fresh(".password"));
        Files.writeString(password, new String(PASSWORD) + "\n");
        return new Credentials.Pkcs12(store, password, authorities());
    }

    /** The context of a server that trusts this authority's clients. */
    SSLContext serverContext(Party server) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(server), PASSWORD);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    static Path ownerOnly(Path file) throws IOException {
        return Files.createFile(
                file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private KeyStore keyStore(Party party) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("party", party.keys.getPrivate(), PASSWORD, new X509Certificate[] {party.certificate});
        return store;
    }

    private Party party(String name, Object extension) {
        try {
            KeyPair keys = newPair();
            return new Party(keys, certificate(name, keys, extension));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate certificate(String name, KeyPair keys, Object extension) throws GeneralSecurityException {
        try {
            Date from = Date.from(Instant.now().plus(shift).minus(1, ChronoUnit.HOURS));
            Date to = Date.from(Instant.now().plus(shift).plus(1, ChronoUnit.DAYS));
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=authority"),
                    BigInteger.valueOf(serial++),
                    from,
                    to,
                    new X500Name("CN=" + name),
                    keys.getPublic());
            switch (extension) {
                case BasicConstraints constraints ->
                    builder.addExtension(Extension.basicConstraints, true, constraints);
                case ExtendedKeyUsage usage -> builder.addExtension(Extension.extendedKeyUsage, false, usage);
                case GeneralNames none when none.getNames().length == 0 -> {}
                case GeneralNames names -> builder.addExtension(Extension.subjectAlternativeName, false, names);
                default -> throw new AssertionError(extension);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate())));
        } catch (OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path fresh(String end) {
        return folder.resolve("party-" + serial++ + end);
    }

    private static KeyPair newPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static String pem(String what, byte[] der) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
