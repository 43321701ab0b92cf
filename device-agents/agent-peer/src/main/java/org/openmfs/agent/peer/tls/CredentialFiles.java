package org.openmfs.agent.peer.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.openmfs.agent.identity.IdentityFiles;

/** Reads the files of {@link PeerCredentials} into key stores. */
public final class CredentialFiles {
    private static final String STORE = "PKCS12";
    private static final String ALIAS = "cf";

    private final Provider provider;

    /** Reads with this provider, which must know ML-DSA. */
    public CredentialFiles(Provider provider) {
        this.provider = provider;
    }

    /**
     * A store with this CF's private key under {@link #password}.
     *
     * @param files the same, to be checked
     */
    record OwnKey(KeyStore store, char[] password, IdentityFiles files) {}

    OwnKey own(PeerCredentials credentials) throws IOException, GeneralSecurityException {
        return switch (credentials) {
            case PeerCredentials.Pem files -> pem(files);
            case PeerCredentials.Pkcs12 files -> pkcs12(files);
        };
    }

    /** Every file by which an identity may change. */
    static List<Path> files(PeerCredentials credentials) {
        return switch (credentials) {
            case PeerCredentials.Pem pem -> List.of(pem.certificates(), pem.key(), pem.authorities());
            case PeerCredentials.Pkcs12 store -> List.of(store.store(), store.password(), store.authorities());
        };
    }

    List<X509Certificate> authorities(PeerCredentials credentials) throws IOException, GeneralSecurityException {
        return certificates(credentials.authorities()).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    KeyStore trusted(PeerCredentials credentials) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate authority : certificates(credentials.authorities())) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        return store;
    }

    /** The certificates of a PEM file, in its order; at least one. */
    public Collection<? extends Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream content = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509", provider).generateCertificates(content);
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

    /** The unencrypted PKCS #8 key of an owner-only PEM file. */
    public PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        byte[] content = OwnerOnly.read(file);
        try (InputStream octets = new ByteArrayInputStream(content);
                PEMParser pem = new PEMParser(new InputStreamReader(octets, StandardCharsets.US_ASCII))) {
            if (pem.readObject() instanceof PrivateKeyInfo key) {
                return new JcaPEMKeyConverter().setProvider(provider).getPrivateKey(key);
            }
        } catch (IOException | RuntimeException unreadable) {
            throw noKey(file);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
        throw noKey(file);
    }

    /** Without a cause: what a parser says might quote the file. */
    private static IOException noKey(Path file) {
        return new IOException(file + ": expected an unencrypted PKCS #8 private key in PEM");
    }

    private OwnKey pem(PeerCredentials.Pem files) throws IOException, GeneralSecurityException {
        Certificate[] chain = certificates(files.certificates()).toArray(Certificate[]::new);
        KeyStore store = emptyStore();
        char[] none = new char[0];
        PrivateKey key = privateKey(files.key());
        store.setKeyEntry(ALIAS, key, none, chain);
        return new OwnKey(store, none, new IdentityFiles(files.certificates(), files.key(), x509(chain), key));
    }

    private OwnKey pkcs12(PeerCredentials.Pkcs12 files) throws IOException, GeneralSecurityException {
        char[] password = firstLine(files.password());
        byte[] content = OwnerOnly.read(files.store());
        try (InputStream octets = new ByteArrayInputStream(content)) {
            KeyStore store = KeyStore.getInstance(STORE, provider);
            load(store, octets, password, files);
            String alias = onlyKey(store, files.store());
            PrivateKey key = (PrivateKey) store.getKey(alias, password);
            List<X509Certificate> chain = x509(store.getCertificateChain(alias));
            return new OwnKey(store, password, new IdentityFiles(files.store(), files.store(), chain, key));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static void load(KeyStore store, InputStream octets, char[] password, PeerCredentials.Pkcs12 files)
            throws IOException, GeneralSecurityException {
        try {
            store.load(octets, password);
        } catch (IOException | RuntimeException unreadable) {
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
        byte[] content = OwnerOnly.read(file);
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

    private static List<X509Certificate> x509(Certificate... chain) {
        return Stream.of(chain).map(X509Certificate.class::cast).toList();
    }

    private KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(STORE, provider);
        store.load(null, null);
        return store;
    }
}
