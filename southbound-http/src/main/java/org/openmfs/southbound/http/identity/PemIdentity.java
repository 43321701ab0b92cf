package org.openmfs.southbound.http.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.openmfs.controller.model.manager.PemCertificates;

/** A certificate with those that lead to its authority, and its key, as two files hold them: both fit together. */
public final class PemIdentity {
    private static final byte[] KEY_BEGIN = "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY_END = "-----END PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PROBE = "does this key belong to this certificate?".getBytes(StandardCharsets.US_ASCII);

    private final IdentityFile certificateFile;
    private final List<X509Certificate> chain;
    private final PrivateKey key;

    /** @throws UnusableIdentity if they are not what was expected; the message names the file */
    PemIdentity(IdentityFile certificateFile, IdentityFile keyFile) throws UnusableIdentity {
        this.certificateFile = certificateFile;
        chain = certificates(certificateFile);
        checkOrder();
        key = privateKey(keyFile, chain.getFirst().getPublicKey().getAlgorithm());
        if (!belongsToCertificate()) {
            throw keyFile.unusable("does not belong to the certificate in " + certificateFile.path());
        }
    }

    private static List<X509Certificate> certificates(IdentityFile file) throws UnusableIdentity {
        try {
            List<X509Certificate> found = PemCertificates.of(file.content());
            if (found.isEmpty()) {
                throw file.unusable("holds no certificate");
            }
            return found;
        } catch (CertificateException unreadable) {
            throw file.unusable("holds something else");
        }
    }

    private void checkOrder() throws UnusableIdentity {
        for (int at = 1; at < chain.size(); at++) {
            try {
                chain.get(at - 1).verify(chain.get(at).getPublicKey());
            } catch (GeneralSecurityException another) {
                throw certificateFile.unusable("certificate " + (at + 1) + " did not issue certificate " + at);
            }
        }
    }

    private static PrivateKey privateKey(IdentityFile file, String algorithm) throws UnusableIdentity {
        byte[] content = file.secretContent();
        byte[] encoded = new byte[0];
        byte[] octets = encoded;
        try {
            int from = indexOf(content, KEY_BEGIN, 0) + KEY_BEGIN.length;
            int to = indexOf(content, KEY_END, from);
            if (from < KEY_BEGIN.length || to < 0) {
                throw file.unusable("holds something else");
            }
            encoded = Arrays.copyOfRange(content, from, to);
            octets = Base64.getMimeDecoder().decode(encoded);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
        } catch (GeneralSecurityException | IllegalArgumentException otherKind) {
            throw file.unusable("holds no key of the kind " + algorithm + " that the certificate is for");
        } finally {
            Arrays.fill(content, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static int indexOf(byte[] text, byte[] wanted, int from) {
        for (int at = from; at <= text.length - wanted.length; at++) {
            if (Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private boolean belongsToCertificate() {
        try {
            Signature made = signature();
            made.initSign(key);
            made.update(PROBE);
            byte[] proof = made.sign();
            Signature checked = signature();
            checked.initVerify(chain.getFirst().getPublicKey());
            checked.update(PROBE);
            return checked.verify(proof);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                });
    }

    /** @throws UnusableIdentity if one of the certificates has ended, or has not begun */
    void checkDates(Instant now) throws UnusableIdentity {
        for (X509Certificate one : chain) {
            String name = one.getSubjectX500Principal().getName();
            if (one.getNotAfter().toInstant().isBefore(now)) {
                throw certificateFile.unusable("the certificate of " + name + " ended at "
                        + one.getNotAfter().toInstant());
            }
            if (one.getNotBefore().toInstant().isAfter(now)) {
                throw certificateFile.unusable("the certificate of " + name + " begins at "
                        + one.getNotBefore().toInstant() + ", and it is " + now + " here");
            }
        }
    }

    /** When the first of the certificates ends. */
    Instant ends() {
        return chain.stream()
                .map(one -> one.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Shows it in TLS. */
    public KeyManager[] keyManagers() {
        try {
            char[] none = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("client", key, none, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, none);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("a key store in memory takes every key", broken);
        }
    }
}
