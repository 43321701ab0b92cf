package org.openmfs.agent.exchange;

import com.google.errorprone.annotations.MustBeClosed;
import java.security.MessageDigest;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.protocol.Octets;

/**
 * A key that this side derived and the peer has yet to prove to hold: all that its schedule says of it.
 *
 * @param initiator the initiator's tag
 * @param responder the responder's tag
 * @param trafficSecret from which the keys of both directions come; closed with this record
 */
record Combined(Octets initiator, Octets responder, KeyMaterial trafficSecret) implements AutoCloseable {
    private static final int SHORTEST_TAG = 16;
    private static final int LONGEST_TAG = 64;

    /** Asks for all of it; the combined key stays the caller's to close. */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker")
    static Combined of(CombinedKey key) {
        try (KeyMaterial secret = key.trafficSecret()) {
            return new Combined(tag(key, Role.INITIATOR), tag(key, Role.RESPONDER), secret.copy());
        }
    }

    /** One that is short can be guessed, and proves nothing. */
    private static Octets tag(CombinedKey key, Role role) {
        byte[] tag = key.tag(role);
        if (tag.length < SHORTEST_TAG || tag.length > LONGEST_TAG) {
            throw new IllegalStateException(
                    "expected a tag of " + SHORTEST_TAG + ".." + LONGEST_TAG + " octets, not of " + tag.length);
        }
        return new Octets(tag);
    }

    /** Whether this tag proves that the responder holds the key; in time that does not depend on the tag. */
    boolean isProvedBy(Octets responders) {
        return MessageDigest.isEqual(responder.value(), responders.value());
    }

    @Override
    public void close() {
        trafficSecret.close();
    }
}
