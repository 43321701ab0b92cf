package org.openmfs.agent.methods.qkd014;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;

/**
 * Notices a key that came before under another key_ID, since the process started and among the last 65,536 keys.
 *
 * <p>Remembers 128 bits of an HMAC under a key that never leaves this object, so that the memory tells nothing.
 */
final class SecretFingerprints {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_OCTETS = 32;
    private static final int FINGERPRINT_OCTETS = 16;
    private static final int REMEMBERED = 1 << 16;

    private final SecretKeySpec key;
    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    SecretFingerprints(SecureRandom random) {
        byte[] secret = new byte[KEY_OCTETS];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, HMAC);
    }

    boolean firstSight(KeyMaterial secret) {
        String fingerprint = fingerprint(secret);
        synchronized (seen) {
            return seen.put(fingerprint, Boolean.TRUE) == null;
        }
    }

    @ReadsSecret("compares a delivered key with earlier ones by a keyed fingerprint")
    private String fingerprint(KeyMaterial secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] tag = secret.lend(mac::doFinal);
            return HexFormat.of().formatHex(tag, 0, FINGERPRINT_OCTETS);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java runtime lacks " + HMAC, e);
        }
    }
}
