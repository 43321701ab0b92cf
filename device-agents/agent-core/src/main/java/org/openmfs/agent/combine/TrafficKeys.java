package org.openmfs.agent.combine;

import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;

/**
 * The keys of both directions, one apart from the other: {@code HKDF-Expand(traffic secret, LV(label) || LV(key id) ||
 * LV(bits), bits)}, and a salt of 12 octets each.
 *
 * @param local this side's part
 * @param length of the key of one direction
 */
public record TrafficKeys(Role local, KeyLength length) {
    private static final KeyLength SALT = KeyLength.bits(96);

    /** The key that this side sends under; the caller closes it. */
    public DirectionalKey sending(KeyId id, long number, KeyMaterial trafficSecret) {
        return from(local, id, number, trafficSecret);
    }

    /** The key that this side receives under; the caller closes it. */
    public DirectionalKey receiving(KeyId id, long number, KeyMaterial trafficSecret) {
        return from(local.other(), id, number, trafficSecret);
    }

    private DirectionalKey from(Role sender, KeyId id, long number, KeyMaterial trafficSecret) {
        Label key = sender == Role.INITIATOR ? Label.INITIATOR_TO_RESPONDER_KEY : Label.RESPONDER_TO_INITIATOR_KEY;
        Label salt = sender == Role.INITIATOR ? Label.INITIATOR_TO_RESPONDER_SALT : Label.RESPONDER_TO_INITIATOR_SALT;
        return new DirectionalKey(
                id,
                number,
                Primitives.expand(trafficSecret, purpose(key, id, length), length),
                Primitives.expandPublic(trafficSecret, purpose(salt, id, SALT), SALT));
    }

    private static byte[] purpose(Label label, KeyId id, KeyLength length) {
        return new LengthPrefixed().add(label).add(id.hex()).add(length.bits()).octets();
    }
}
