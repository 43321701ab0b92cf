package org.openmfs.testbed.tls;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.openmfs.testbed.web.Json;

/**
 * A private key, its certificate and whom to trust.
 *
 * @param issuer the authority that vouches for the certificate
 * @param authority the authority whose word is taken for others; the issuer, unless that one is a stranger
 */
public record Identity(PrivateKey key, X509Certificate certificate, X509Certificate issuer, X509Certificate authority) {
    private static final String ALIAS = "identity";
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    /** A TLS context that shows this identity and trusts its authority alone. */
    public SSLContext context() {
        try {
            char[] none = new char[0];
            // SunX509 over JKS: the default key manager over PKCS #12 makes each handshake several times dearer.
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store("JKS", none), none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust(authority).getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS set-up", e);
        }
    }

    private static TrustManagerFactory trust(X509Certificate authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        return trust;
    }

    /** The same identity of somebody who takes another authority's word. */
    public Identity trusting(X509Certificate other) {
        return new Identity(key, certificate, issuer, other);
    }

    /** For another process of the same testbed; a secret. */
    public JsonObject toJson() {
        try {
            return Json.object(
                    "key", BASE64.encodeToString(key.getEncoded()),
                    "certificate", BASE64.encodeToString(certificate.getEncoded()),
                    "issuer", BASE64.encodeToString(issuer.getEncoded()),
                    "authority", BASE64.encodeToString(authority.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of our own", e);
        }
    }

    /** Reads what {@link #toJson} wrote. */
    public static Identity of(JsonObject json) {
        try {
            PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(bytes(json, "key"));
            return new Identity(
                    KeyFactory.getInstance("EC").generatePrivate(key),
                    certificate(bytes(json, "certificate")),
                    certificate(bytes(json, "issuer")),
                    certificate(bytes(json, "authority")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate of our own", e);
        }
    }

    private static byte[] bytes(JsonObject json, String name) {
        return Base64.getDecoder().decode(json.get(name).getAsString());
    }

    private static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    /** A PKCS #12 store with the key, its chain and the trusted authority. */
    public byte[] pkcs12(String password) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store("PKCS12", password.toCharArray()).store(out, password.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("PKCS #12", e);
        }
    }

    private KeyStore store(String type, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setKeyEntry(ALIAS, key, password, new Certificate[] {certificate, issuer});
        store.setCertificateEntry("ca", authority);
        return store;
    }

    /** The key as unencrypted PKCS #8. */
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    public static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of our own", e);
        }
    }

    private static String pem(String type, byte[] content) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body);
    }

    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal() + "]";
    }
}
