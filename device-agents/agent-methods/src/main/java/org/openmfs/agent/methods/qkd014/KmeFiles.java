package org.openmfs.agent.methods.qkd014;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.openmfs.agent.identity.IdentityFiles;
import org.openmfs.agent.methods.file.OwnerOnlyFile;

/** Reads the files of {@link KmeCredentials}; what is wrong is told with the file's name, never with its content. */
final class KmeFiles {
    private static final int LARGEST_FILE = 1 << 18;
    private static final String STORE = "PKCS12";
    private static final String ALIAS = "sae";
    private static final byte[] KEY_BEGIN = "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY_END = "-----END PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);

    private KmeFiles() {}

    /**
     * A store with this CF's private key under {@link #password}.
     *
     * @param files the same, to be checked
     */
    record OwnKey(KeyStore store, char[] password, IdentityFiles files) {}

    /** Every file by which a credential may change. */
    static List<Path> of(KmeCredentials credentials) {
        return switch (credentials) {
            case KmeCredentials.Pem pem -> List.of(pem.certificates(), pem.key(), pem.authorities());
            case KmeCredentials.Pkcs12 store -> List.of(store.store(), store.password(), store.authorities());
        };
    }

    static OwnKey own(KmeCredentials credentials) throws IOException, GeneralSecurityException {
        return switch (credentials) {
            case KmeCredentials.Pkcs12 files -> pkcs12(files);
            case KmeCredentials.Pem files -> pem(files);
        };
    }

    static KeyStore authorities(Path file) throws IOException, GeneralSecurityException {
        KeyStore trusted = emptyStore();
        int number = 0;
        for (Certificate authority : certificates(file)) {
            trusted.setCertificateEntry("authority-" + number++, authority);
        }
        return trusted;
    }

    private static OwnKey pkcs12(KmeCredentials.Pkcs12 files) throws IOException, GeneralSecurityException {
        char[] password = firstLine(files.password());
        byte[] content = OwnerOnlyFile.readThroughLinks(files.store(), LARGEST_FILE);
        try (InputStream octets = new ByteArrayInputStream(content)) {
            KeyStore store = KeyStore.getInstance(STORE);
            load(store, octets, password, files);
            String alias = onlyKey(store, files.store());
            PrivateKey key = (PrivateKey) store.getKey(alias, password);
            List<X509Certificate> chain = x509(store.getCertificateChain(alias));
            return new OwnKey(store, password, new IdentityFiles(files.store(), files.store(), chain, key));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static void load(KeyStore store, InputStream octets, char[] password, KmeCredentials.Pkcs12 files)
            throws IOException, GeneralSecurityException {
        try {
            store.load(octets, password);
        } catch (IOException unreadable) {
            throw new IOException(
                    files.store() + ": expected a PKCS #12 store that opens with the password in " + files.password());
        }
    }

    private static String onlyKey(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new IOException(file + ": expected one private key, found " + keys.size());
        }
        return keys.getFirst();
    }

    private static char[] firstLine(Path file) throws IOException {
        byte[] content = OwnerOnlyFile.readThroughLinks(file, LARGEST_FILE);
        CharBuffer letters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(content));
        int length = 0;
        while (length < letters.length() && letters.get(length) != '\n' && letters.get(length) != '\r') {
            length++;
        }
        char[] line = Arrays.copyOf(letters.array(), length);
        Arrays.fill(letters.array(), '\0');
        Arrays.fill(content, (byte) 0);
        return line;
    }

    private static OwnKey pem(KmeCredentials.Pem files) throws IOException, GeneralSecurityException {
        Certificate[] chain = certificates(files.certificates()).toArray(Certificate[]::new);
        PrivateKey key = privateKey(files, chain[0].getPublicKey().getAlgorithm());
        KeyStore store = emptyStore();
        char[] none = new char[0];
        store.setKeyEntry(ALIAS, key, none, chain);
        return new OwnKey(store, none, new IdentityFiles(files.certificates(), files.key(), x509(chain), key));
    }

    private static PrivateKey privateKey(KmeCredentials.Pem files, String algorithm)
            throws IOException, GeneralSecurityException {
        byte[] content = OwnerOnlyFile.readThroughLinks(files.key(), LARGEST_FILE);
        byte[] encoded = new byte[0];
        byte[] key = encoded;
        try {
            int from = indexOf(content, KEY_BEGIN, 0) + KEY_BEGIN.length;
            int to = indexOf(content, KEY_END, from);
            if (from < KEY_BEGIN.length || to < 0) {
                throw new IOException(files.key() + ": expected an unencrypted PKCS #8 private key in PEM"
                        + " (-----BEGIN PRIVATE KEY-----)");
            }
            encoded = Arrays.copyOfRange(content, from, to);
            key = Base64.getMimeDecoder().decode(encoded);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException | IllegalArgumentException otherKind) {
            throw new IOException(files.key() + ": expected a key of the kind " + algorithm
                    + " that the certificate in " + files.certificates() + " has");
        } finally {
            Arrays.fill(content, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static int indexOf(byte[] text, byte[] wanted, int from) {
        for (int i = Math.max(from, 0); i <= text.length - wanted.length; i++) {
            if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException, CertificateException {
        try (InputStream content = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(content);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (NoSuchFileException absent) {
            throw new IOException(file + ": there is no such file", absent);
        } catch (CertificateException unreadable) {
            throw new CertificateException(file + ": expected certificates in PEM", unreadable);
        }
        throw new CertificateException(file + ": expected certificates in PEM, found none");
    }

    private static List<X509Certificate> x509(Certificate... chain) {
        return Stream.of(chain).map(X509Certificate.class::cast).toList();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(STORE);
        store.load(null, null);
        return store;
    }
}
