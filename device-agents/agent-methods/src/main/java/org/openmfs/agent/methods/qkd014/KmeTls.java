package org.openmfs.agent.methods.qkd014;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.openmfs.agent.methods.file.OwnerOnlyFile;

/** Makes the TLS context in which this CF meets a KME: its own certificate, the authorities it trusts, the name it expects. */
final class KmeTls {
    private static final int LARGEST_FILE = 1 << 18;
    private static final String STORE = "PKCS12";
    private static final String ALIAS = "sae";
    private static final byte[] KEY_BEGIN = "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY_END = "-----END PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);

    private KmeTls() {}

    static SSLContext context(KmeCredentials credentials, KmeIdentity expected)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = switch (credentials) {
            case KmeCredentials.Pkcs12 files -> pkcs12(files);
            case KmeCredentials.Pem files -> pem(files);
        };
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager trust = new KmeTrust(platformTrust(credentials.authorities()), expected);
        context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
        return context;
    }

    private static KeyManagerFactory pkcs12(KmeCredentials.Pkcs12 files) throws IOException, GeneralSecurityException {
        char[] password = firstLine(files.password());
        byte[] store = OwnerOnlyFile.read(files.store(), LARGEST_FILE);
        try (InputStream content = new ByteArrayInputStream(store)) {
            KeyStore keys = KeyStore.getInstance(STORE);
            keys.load(content, password);
            return keyManagers(keys, password);
        } finally {
            Arrays.fill(store, (byte) 0);
            Arrays.fill(password, '\0');
        }
    }

    private static char[] firstLine(Path file) throws IOException {
        byte[] content = OwnerOnlyFile.read(file, LARGEST_FILE);
        CharBuffer letters = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(content));
        int length = 0;
        while (length < letters.length() && letters.get(length) != '\n' && letters.get(length) != '\r') {
            length++;
        }
        char[] line = Arrays.copyOf(letters.array(), length);
        Arrays.fill(letters.array(), '\0');
        Arrays.fill(content, (byte) 0);
        return line;
    }

    private static KeyManagerFactory pem(KmeCredentials.Pem files) throws IOException, GeneralSecurityException {
        Certificate[] chain = certificates(files.certificates()).toArray(Certificate[]::new);
        KeyStore keys = KeyStore.getInstance(STORE);
        keys.load(null, null);
        char[] none = new char[0];
        PrivateKey key = privateKey(files.key(), chain[0].getPublicKey().getAlgorithm());
        keys.setKeyEntry(ALIAS, key, none, chain);
        return keyManagers(keys, none);
    }

    private static PrivateKey privateKey(Path file, String algorithm) throws IOException, GeneralSecurityException {
        byte[] content = OwnerOnlyFile.read(file, LARGEST_FILE);
        byte[] encoded = new byte[0];
        byte[] key = encoded;
        try {
            int from = indexOf(content, KEY_BEGIN, 0) + KEY_BEGIN.length;
            int to = indexOf(content, KEY_END, from);
            if (from < KEY_BEGIN.length || to < 0) {
                throw new IOException(file + " holds no unencrypted PKCS #8 private key in PEM");
            }
            encoded = Arrays.copyOfRange(content, from, to);
            key = Base64.getMimeDecoder().decode(encoded);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
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

    private static KeyManagerFactory keyManagers(KeyStore keys, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory;
    }

    private static X509ExtendedTrustManager platformTrust(Path authorities)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(STORE);
        trusted.load(null, null);
        int number = 0;
        for (Certificate authority : certificates(authorities)) {
            trusted.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException, CertificateException {
        try (InputStream content = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(content);
            if (found.isEmpty()) {
                throw new CertificateException(file + " holds no certificate");
            }
            return found;
        }
    }
}
