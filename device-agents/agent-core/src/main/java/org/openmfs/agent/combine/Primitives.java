package org.openmfs.agent.combine;

import com.google.errorprone.annotations.MustBeClosed;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.LentKey;
import org.openmfs.agent.key.ReadsSecret;

/** SHA-384, HMAC-SHA-384 and HKDF-Expand (RFC 5869) as the JDK computes them. */
final class Primitives {
    static final int HASH_OCTETS = 48;
    private static final String HMAC = "HmacSHA384";

    private Primitives() {}

    static byte[] sha384(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(value);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** {@code HMAC-SHA-384(salt, K1 || ... || Kn)}: key extraction of NIST SP 800-133 Rev. 2, section 6.3, method 3. */
    @MustBeClosed
    @ReadsSecret("feeds the component keys to the combiner, one after the other")
    static KeyMaterial extract(byte[] salt, List<KeyMaterial> components) {
        Mac mac = hmac(new SecretKeySpec(salt, HMAC));
        for (KeyMaterial component : components) {
            component.lend(bytes -> {
                mac.update(bytes);
                return mac;
            });
        }
        return KeyMaterial.taking(mac.doFinal());
    }

    @ReadsSecret("keys HMAC with the confirmation key")
    static byte[] hmac(KeyMaterial key, byte[] value) {
        return key.lend(bytes -> hmac(new LentKey(HMAC, bytes)).doFinal(value));
    }

    /** The caller becomes the owner. */
    @SuppressWarnings("MustBeClosedChecker")
    @ReadsSecret("keys HKDF-Expand with a pseudo-random key")
    static KeyMaterial expand(KeyMaterial pseudoRandomKey, byte[] purpose, KeyLength length) {
        return pseudoRandomKey.lend(bytes -> KeyMaterial.taking(expand(bytes, purpose, length)));
    }

    @ReadsSecret("keys HKDF-Expand with the traffic secret; a salt is no secret in XPN cipher suites")
    static byte[] expandPublic(KeyMaterial pseudoRandomKey, byte[] purpose, KeyLength length) {
        return pseudoRandomKey.lend(bytes -> expand(bytes, purpose, length));
    }

    private static byte[] expand(byte[] pseudoRandomKey, byte[] purpose, KeyLength length) {
        try {
            return KDF.getInstance("HKDF-SHA384")
                    .deriveData(
                            HKDFParameterSpec.expandOnly(new LentKey(HMAC, pseudoRandomKey), purpose, length.octets()));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static Mac hmac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("this Java runtime lacks an algorithm of the combiner", e);
    }
}
