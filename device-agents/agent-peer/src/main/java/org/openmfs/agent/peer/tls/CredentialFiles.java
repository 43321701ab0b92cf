package org.openmfs.agent.peer.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads the files of {@link PeerCredentials} into key stores. */
public final class CredentialFiles {
    private static final String STORE = "PKCS12";
    private static final String ALIAS = "cf";

    private final Provider provider;

    /** Reads with this provider, which must know ML-DSA. */
    public CredentialFiles(Provider provider) {
        this.provider = provider;
    }

    /** A store with this CF's private key under {@link #password}. */
    record OwnKey(KeyStore store, char[] password) {}

    OwnKey own(PeerCredentials credentials) throws IOException, GeneralSecurityException {
        return switch (credentials) {
            case PeerCredentials.Pem files -> pem(files);
            case PeerCredentials.Pkcs12 files -> pkcs12(files);
        };
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
            if (found.isEmpty()) {
                throw new CertificateException(file + " holds no certificate");
            }
            return found;
        }
    }

    /** The unencrypted PKCS #8 key of an owner-only PEM file. */
    public PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        byte[] content = OwnerOnly.read(file);
        try (InputStream octets = new ByteArrayInputStream(content);
                PEMParser pem = new PEMParser(new InputStreamReader(octets, StandardCharsets.US_ASCII))) {
            if (pem.readObject() instanceof PrivateKeyInfo key) {
                return new JcaPEMKeyConverter().setProvider(provider).getPrivateKey(key);
            }
            throw new IOException(file + " holds no unencrypted PKCS #8 private key in PEM");
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private OwnKey pem(PeerCredentials.Pem files) throws IOException, GeneralSecurityException {
        Certificate[] chain = certificates(files.certificates()).toArray(Certificate[]::new);
        KeyStore store = emptyStore();
        char[] none = new char[0];
        store.setKeyEntry(ALIAS, privateKey(files.key()), none, chain);
        return new OwnKey(store, none);
    }

    private OwnKey pkcs12(PeerCredentials.Pkcs12 files) throws IOException, GeneralSecurityException {
        byte[] line = OwnerOnly.read(files.password());
        char[] password = new String(line, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .toCharArray();
        byte[] content = OwnerOnly.read(files.store());
        try (InputStream octets = new ByteArrayInputStream(content)) {
            KeyStore store = KeyStore.getInstance(STORE, provider);
            store.load(octets, password);
            long keys = Collections.list(store.aliases()).stream()
                    .filter(alias -> holdsKey(store, alias))
                    .count();
            if (keys != 1) {
                throw new IOException(files.store() + " holds " + keys + " private keys instead of 1");
            }
            return new OwnKey(store, password);
        } finally {
            Arrays.fill(line, (byte) 0);
            Arrays.fill(content, (byte) 0);
        }
    }

    private static boolean holdsKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (java.security.KeyStoreException e) {
            throw new IllegalStateException("a loaded store can be looked into", e);
        }
    }

    private KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(STORE, provider);
        store.load(null, null);
        return store;
    }
}
