package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.LentKey;
import org.openmfs.agent.key.ReadsSecret;

/**
 * A pre-shared key that was read from a file.
 *
 * @param key owned by this record
 */
record KeyInMemory(PskId id, CfId peer, KeyMaterial key) implements SharedKey {
    private static final String HMAC = "HmacSHA256";

    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the receiver of the result closes it
    @ReadsSecret("keys HMAC-SHA-256 with the PSK")
    public KeyMaterial hmacSha256(byte[] text) {
        return key.lend(bytes -> KeyMaterial.taking(hmac(bytes, text)));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new LentKey(HMAC, key));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks " + HMAC, e);
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
