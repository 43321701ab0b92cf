package org.openmfs.agent.combine;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.Arrays;
import java.util.List;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;

/**
 * Makes one key of several methods' secrets: key extraction of NIST SP 800-133 Rev. 2, section 6.3, method 3 with
 * HMAC-SHA-384, then HKDF-Expand (RFC 5869) with everything public in its context.
 *
 * <pre>
 * prk = HMAC-SHA-384(label share I xor label share R, K1 || ... || Kn)
 * key-confirmation key = HKDF-Expand(prk, context || LV(label), 48)
 * traffic secret       = HKDF-Expand(prk, context || LV(label), 48)
 * </pre>
 */
public final class Combiner {
    /** Octets of each side's label share. */
    public static final int LABEL_SHARE_OCTETS = Primitives.HASH_OCTETS;

    private static final KeyLength HASH = KeyLength.bits(Primitives.HASH_OCTETS * Byte.SIZE);

    /**
     * Combines the secrets, which stay the caller's to close.
     *
     * @param salt the two label shares, combined by {@link #salt}
     * @throws IllegalArgumentException if there is not one secret for each factor
     */
    @MustBeClosed
    public CombinedKey combine(Recipe recipe, byte[] salt, List<KeyMaterial> secrets) {
        if (secrets.isEmpty() || secrets.size() != recipe.factors().size()) {
            throw new IllegalArgumentException("each factor needs one secret");
        }
        byte[] context = recipe.context(
                secrets.stream().map(secret -> secret.length().bits()).toList());
        try (KeyMaterial pseudoRandomKey = Primitives.extract(salt, secrets)) {
            return new CombinedKey(
                    Primitives.expand(pseudoRandomKey, labelled(context, Label.KEY_CONFIRMATION), HASH),
                    Primitives.expand(pseudoRandomKey, labelled(context, Label.TRAFFIC_SECRET), HASH),
                    Primitives.sha384(context));
        }
    }

    /**
     * The initiator's label share xor the responder's.
     *
     * @throws IllegalArgumentException if one of them is not {@value #LABEL_SHARE_OCTETS} octets long
     */
    public static byte[] salt(byte[] initiatorShare, byte[] responderShare) {
        if (initiatorShare.length != LABEL_SHARE_OCTETS || responderShare.length != LABEL_SHARE_OCTETS) {
            throw new IllegalArgumentException("a label share has 48 octets");
        }
        byte[] salt = initiatorShare.clone();
        for (int i = 0; i < salt.length; i++) {
            salt[i] ^= responderShare[i];
        }
        return salt;
    }

    private static byte[] labelled(byte[] context, Label label) {
        byte[] suffix = new LengthPrefixed().add(label).octets();
        byte[] whole = Arrays.copyOf(context, context.length + suffix.length);
        System.arraycopy(suffix, 0, whole, context.length, suffix.length);
        return whole;
    }
}
