package org.openmfs.agent.encdecs.macsec;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;

/**
 * Which keys an Enc/Dec holds, and the rules by which that may change; the same for the kernel and its twin.
 *
 * @param receiving keys under which frames are accepted
 * @param transmitting keys under which frames could be sent
 * @param sending the slot in use for sending
 */
record Holdings(Map<Slot, KeyId> receiving, Map<Slot, KeyId> transmitting, Optional<Slot> sending) {
    static final KeyLength KEY_LENGTH = KeyLength.bits(256);
    /** Four association numbers, and a salt as long as extended packet numbering wants (IEEE 802.1AE-2018, 10.5.2). */
    static final Profile PROFILE =
            new Profile("macsec", "gcm-aes-xpn-256", KEY_LENGTH, new Shape(4, Shape.Keys.ONE_EACH, 12));

    /** What is left to do for a call. */
    enum Step {
        DONE_BEFORE,
        SELECT,
        INSTALL
    }

    Holdings {
        receiving = Map.copyOf(receiving);
        transmitting = Map.copyOf(transmitting);
    }

    /** Whether the key may be accepted in the slot: never beside another key, never in two slots. */
    Step receive(Slot slot, DirectionalKey key) throws EncDecFailure {
        KeyId id = rightLength(key);
        if (id.equals(receiving.get(slot))) {
            return Step.DONE_BEFORE;
        }
        if (receiving.containsKey(slot) || transmitting.containsKey(slot)) {
            throw new EncDecFailure("slot " + slot.number() + " holds another key");
        }
        if (receiving.containsValue(id) || transmitting.containsValue(id)) {
            throw new EncDecFailure("key " + id + " is installed in another slot");
        }
        return Step.INSTALL;
    }

    /** Whether the key may be sent under: only what is already accepted. */
    Step transmit(Slot slot, DirectionalKey key) throws EncDecFailure {
        KeyId id = rightLength(key);
        if (!id.equals(receiving.get(slot))) {
            throw new EncDecFailure("key " + id + " is not prepared in slot " + slot.number());
        }
        if (id.equals(transmitting.get(slot))) {
            return sending.filter(slot::equals).isPresent() ? Step.DONE_BEFORE : Step.SELECT;
        }
        if (transmitting.containsKey(slot)) {
            throw new EncDecFailure("slot " + slot.number() + " sends under another key");
        }
        return Step.INSTALL;
    }

    /** Whether there is anything to remove from the slot; refused while frames are sent under its key. */
    boolean retire(Slot slot) throws EncDecFailure {
        if (sending.filter(slot::equals).isPresent()) {
            throw new EncDecFailure("slot " + slot.number() + " is in use for sending");
        }
        return receiving.containsKey(slot) || transmitting.containsKey(slot);
    }

    /** Every key that is installed in any way. */
    Set<KeyId> keys() {
        Set<KeyId> keys = new HashSet<>(receiving.values());
        keys.addAll(transmitting.values());
        return keys;
    }

    /** The key of a slot; both directions name the same one. */
    Optional<KeyId> key(Slot slot) {
        return Optional.ofNullable(receiving.getOrDefault(slot, transmitting.get(slot)));
    }

    private static KeyId rightLength(DirectionalKey key) throws EncDecFailure {
        if (!key.key().length().equals(KEY_LENGTH)) {
            throw EncDecFailure.lasting("key " + key.id() + " is not of " + KEY_LENGTH.bits() + " bits");
        }
        return key.id();
    }
}
