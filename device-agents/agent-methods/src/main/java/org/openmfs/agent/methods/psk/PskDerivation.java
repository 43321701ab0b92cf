package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;
import org.openmfs.agent.method.ExchangeContext;

/**
 * Derives the secret of one exchange: HMAC-SHA-384 under the PSK (one-step key derivation of NIST SP 800-56C Rev. 2,
 * option 2, without counter) over label, key id, both CFs, PSK id and both nonces, each with its length before it.
 *
 * <p>Both sides contribute a nonce, so that a PSK never gives the same secret twice.
 */
final class PskDerivation {
    static final KeyLength SECRET = KeyLength.bits(384);
    static final int NONCE_OCTETS = 32;

    private static final String HMAC = "HmacSHA384";
    private static final String LABEL = "MFS-PS-v1/psk-file";

    private PskDerivation() {}

    @MustBeClosed
    static KeyMaterial secret(Psk psk, ExchangeContext context, byte[] initiatorNonce, byte[] responderNonce) {
        List<byte[]> inputs = List.of(
                ascii(LABEL),
                ascii(context.key().hex()),
                ascii(context.initiator().name()),
                ascii(context.responder().name()),
                ascii(psk.id().name()),
                initiatorNonce,
                responderNonce);
        return KeyMaterial.taking(hmac(psk.key(), inputs));
    }

    @ReadsSecret("derives one exchange's secret from the PSK")
    private static byte[] hmac(KeyMaterial key, List<byte[]> inputs) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key.lend(bytes -> new SecretKeySpec(bytes, HMAC)));
            for (byte[] input : inputs) {
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(input.length).flip());
                mac.update(input);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java runtime lacks " + HMAC, e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
