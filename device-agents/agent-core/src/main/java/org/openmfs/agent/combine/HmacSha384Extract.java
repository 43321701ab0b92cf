package org.openmfs.agent.combine;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.Arrays;
import java.util.List;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;

/**
 * Key extraction of NIST SP 800-133 Rev. 2, section 6.3, method 3 with HMAC-SHA-384, then HKDF-Expand (RFC 5869) with
 * everything public in its context.
 *
 * <pre>
 * prk = HMAC-SHA-384(label share I xor label share R, K1 || ... || Kn)
 * key-confirmation key = HKDF-Expand(prk, context || LV(label), 48)
 * traffic secret       = HKDF-Expand(prk, context || LV(label), 48)
 * key of a direction   = HKDF-Expand(traffic secret, LV(label) || LV(key id) || LV(bits), bits), and a salt likewise
 * </pre>
 */
public final class HmacSha384Extract implements KeySchedule {
    private static final KeyLength HASH = KeyLength.bits(Primitives.HASH_OCTETS * Byte.SIZE);

    @Override
    public CombinerId id() {
        return CombinerId.HMAC_SHA384_EXTRACT;
    }

    @Override
    public int shareOctets() {
        return Primitives.HASH_OCTETS;
    }

    @Override
    @MustBeClosed
    public CombinedKey combine(Recipe recipe, Shares shares, List<KeyMaterial> secrets) {
        if (secrets.isEmpty() || secrets.size() != recipe.factors().size()) {
            throw new IllegalArgumentException("each factor needs one secret");
        }
        byte[] context = recipe.context(
                secrets.stream().map(secret -> secret.length().bits()).toList(),
                Primitives.sha384(recipe.transcript().octets()));
        try (KeyMaterial pseudoRandomKey = Primitives.extract(salt(shares), secrets)) {
            return new Sha384Key(
                    Primitives.expand(pseudoRandomKey, labelled(context, Label.KEY_CONFIRMATION), HASH),
                    Primitives.expand(pseudoRandomKey, labelled(context, Label.TRAFFIC_SECRET), HASH),
                    Primitives.sha384(context));
        }
    }

    private static byte[] salt(Shares shares) {
        byte[] salt = shares.initiator();
        byte[] other = shares.responder();
        if (salt.length != Primitives.HASH_OCTETS || other.length != Primitives.HASH_OCTETS) {
            throw new IllegalArgumentException("a label share has 48 octets");
        }
        for (int i = 0; i < salt.length; i++) {
            salt[i] ^= other[i];
        }
        return salt;
    }

    private static byte[] labelled(byte[] context, Label label) {
        byte[] suffix = new LengthPrefixed().add(label).octets();
        byte[] whole = Arrays.copyOf(context, context.length + suffix.length);
        System.arraycopy(suffix, 0, whole, context.length, suffix.length);
        return whole;
    }

    @Override
    public DirectionalKey key(Direction direction, Profile profile, KeyMaterial trafficSecret) {
        KeyId id = direction.key();
        boolean first = profile.shape().keys() == Shape.Keys.SHARED || direction.sender() == Role.INITIATOR;
        Label key = first ? Label.INITIATOR_TO_RESPONDER_KEY : Label.RESPONDER_TO_INITIATOR_KEY;
        Label salt = first ? Label.INITIATOR_TO_RESPONDER_SALT : Label.RESPONDER_TO_INITIATOR_SALT;
        return new DirectionalKey(
                id,
                direction.number(),
                Primitives.expand(trafficSecret, purpose(key, id, profile.key().bits()), profile.key()),
                salt(salt, id, profile.shape().saltOctets(), trafficSecret));
    }

    private static byte[] salt(Label label, KeyId id, int octets, KeyMaterial trafficSecret) {
        if (octets == 0) {
            return new byte[0];
        }
        KeyLength length = KeyLength.bits(octets * Byte.SIZE);
        return Primitives.expandPublic(trafficSecret, purpose(label, id, length.bits()), length);
    }

    private static byte[] purpose(Label label, KeyId id, int bits) {
        return new LengthPrefixed().add(label).add(id.hex()).add(bits).octets();
    }
}
