package org.openmfs.agent.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.file.FirstLine;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.file.Wiped;

/**
 * Reads the files of {@link Credentials} into key stores. Whatever they hold, what is wrong is one line that names the
 * file and what was expected of it, never its content.
 */
public final class CredentialFiles {
    private static final int LARGEST = 1 << 18;
    private static final String STORE = "PKCS12";
    private static final String ALIAS = "cf";

    private final Optional<Provider> provider;

    private CredentialFiles(Optional<Provider> provider) {
        this.provider = provider;
    }

    /** Reads with this provider, which must know the keys' algorithms. */
    public static CredentialFiles of(Provider provider) {
        return new CredentialFiles(Optional.of(provider));
    }

    /** Reads with the JDK's own providers. */
    public static CredentialFiles ofJdk() {
        return new CredentialFiles(Optional.empty());
    }

    /**
     * A store with this CF's private key and nothing else, under no password.
     *
     * @param files the same, to be checked
     */
    public record OwnKey(KeyStore store, IdentityFiles files) {
        /** What opens the store. */
        public char[] password() {
            return new char[0];
        }
    }

    /**
     * This CF's private key and certificates.
     *
     * @throws IOException if a file cannot be read, is open to others, or does not hold what it should
     */
    public OwnKey own(Credentials credentials) throws IOException {
        IdentityFiles files = switch (credentials) {
            case Credentials.Pem pem -> pem(pem);
            case Credentials.Pkcs12 pkcs12 -> pkcs12(pkcs12);
        };
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(ALIAS, files.key(), new char[0], files.chain().toArray(Certificate[]::new));
            return new OwnKey(store, files);
        } catch (GeneralSecurityException | RuntimeException odd) {
            throw new IOException(files.keyFile()
                    + ": expected a private key that can be used with the certificates in " + files.certificateFile());
        }
    }

    /** A store of the certificates of a PEM file. */
    public KeyStore trusted(Path authorities) throws IOException {
        List<X509Certificate> certificates = certificates(authorities);
        try {
            KeyStore store = emptyStore();
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority-" + i, certificates.get(i));
            }
            return store;
        } catch (GeneralSecurityException | RuntimeException odd) {
            throw new IOException(authorities + ": expected certificates of authorities in PEM", odd);
        }
    }

    /** The certificates of a PEM file, in its order; at least one. */
    public List<X509Certificate> certificates(Path file) throws IOException {
        List<byte[]> blocks = new PemBlocks(OwnerOnlyFile.readOpen(file, LARGEST), "CERTIFICATE")
                .contents()
                .orElseThrow(() -> new IOException(file + ": expected whole certificates in PEM, found a damaged one"));
        if (blocks.isEmpty()) {
            throw new IOException(file + ": expected certificates in PEM, found none");
        }
        try {
            CertificateFactory factory = provider.isPresent()
                    ? CertificateFactory.getInstance("X.509", provider.get())
                    : CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (byte[] block : blocks) {
                certificates.add(x509(factory.generateCertificate(new ByteArrayInputStream(block)), file));
            }
            return certificates;
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            throw new IOException(file + ": expected certificates in PEM, found what is none", unreadable);
        }
    }

    /** The unencrypted PKCS #8 key of an owner-only PEM file, of the kind that belongs to the certificate. */
    public PrivateKey privateKey(Path file, X509Certificate certificate, Path certificateFile) throws IOException {
        List<byte[]> keys = Wiped.after(
                OwnerOnlyFile.readThroughLinks(file, LARGEST),
                content -> new PemBlocks(content, "PRIVATE KEY").contents().orElse(List.of()));
        try {
            if (keys.isEmpty()) {
                throw new IOException(file + ": expected an unencrypted PKCS #8 private key in PEM"
                        + " (-----BEGIN PRIVATE KEY-----)");
            }
            if (keys.size() > 1) {
                throw new IOException(file + ": expected one private key, found " + keys.size());
            }
            return factory(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
        } catch (GeneralSecurityException | RuntimeException otherKind) {
            // Without a cause: what a parser says might quote the file.
            throw new IOException(file + ": expected a private key of the kind "
                    + certificate.getPublicKey().getAlgorithm() + " that the certificate in " + certificateFile
                    + " has");
        } finally {
            keys.forEach(key -> Arrays.fill(key, (byte) 0));
        }
    }

    private KeyFactory factory(String algorithm) throws GeneralSecurityException {
        return provider.isPresent()
                ? KeyFactory.getInstance(algorithm, provider.get())
                : KeyFactory.getInstance(algorithm);
    }

    private IdentityFiles pem(Credentials.Pem files) throws IOException {
        List<X509Certificate> chain = certificates(files.certificates());
        PrivateKey key = privateKey(files.key(), chain.getFirst(), files.certificates());
        return new IdentityFiles(files.certificates(), files.key(), chain, key);
    }

    private IdentityFiles pkcs12(Credentials.Pkcs12 files) throws IOException {
        return Wiped.after(
                FirstLine.taking(OwnerOnlyFile.readThroughLinks(files.password(), LARGEST)),
                password -> Wiped.after(
                        OwnerOnlyFile.readThroughLinks(files.store(), LARGEST),
                        content -> pkcs12(files, content, password)));
    }

    private IdentityFiles pkcs12(Credentials.Pkcs12 files, byte[] content, char[] password) throws IOException {
        try {
            KeyStore store = store();
            store.load(new ByteArrayInputStream(content), password);
            return onlyKey(store, password, files.store());
        } catch (Unfit unfit) {
            throw unfit;
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            // Without a cause, as above.
            throw new IOException(
                    files.store() + ": expected a PKCS #12 store that opens with the password in " + files.password());
        }
    }

    /** The store could be opened and holds something else. */
    private static final class Unfit extends IOException {
        private static final long serialVersionUID = 1L;

        Unfit(Path file, String expected) {
            super(file + ": expected " + expected);
        }
    }

    private static IdentityFiles onlyKey(KeyStore store, char[] password, Path file)
            throws IOException, GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new Unfit(file, "one private key, found " + keys.size() + " keys");
        }
        Key key = store.getKey(keys.getFirst(), password);
        if (!(key instanceof PrivateKey own)) {
            throw new Unfit(file, "one private key, found a key of another kind");
        }
        Certificate[] chain = store.getCertificateChain(keys.getFirst());
        if (chain == null || chain.length == 0) {
            throw new Unfit(file, "the certificates of the private key beside it, found none");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Certificate one : chain) {
            certificates.add(x509(one, file));
        }
        return new IdentityFiles(file, file, certificates, own);
    }

    private static X509Certificate x509(Certificate certificate, Path file) throws IOException {
        if (certificate instanceof X509Certificate x509) {
            return x509;
        }
        throw new Unfit(file, "X.509 certificates");
    }

    private KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = store();
        store.load(null, null);
        return store;
    }

    private KeyStore store() throws GeneralSecurityException {
        return provider.isPresent() ? KeyStore.getInstance(STORE, provider.get()) : KeyStore.getInstance(STORE);
    }
}
