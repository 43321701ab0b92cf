package org.openmfs.agent.combine;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.List;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;

/**
 * How the secrets of a suite's methods become keys, by the name of the suite's combiner: combiner, hash, key derivation,
 * confirmation, and the length of the shares of its label. The journal keeps the name with each key, so that keys can be
 * derived from its traffic secret after a restart, too.
 *
 * <p>Safe for use by several threads; calls compute, and do not block on anything.
 */
public interface KeySchedule {
    /** By which suites name it. */
    CombinerId id();

    /** Octets of each side's share of the combiner's label, 1..64; both sides draw them at random. */
    int shareOctets();

    /**
     * Combines the secrets, which stay the caller's to close.
     *
     * @throws IllegalArgumentException if there is not one secret for each factor, or a share has another length
     */
    @MustBeClosed
    CombinedKey combine(Recipe recipe, Shares shares, List<KeyMaterial> secrets);

    /**
     * The key of one direction, and its salt, both as long as the profile says; where both directions share one key, it
     * is the same for both. The caller closes it.
     */
    DirectionalKey key(Direction direction, Profile profile, KeyMaterial trafficSecret);

    /**
     * Both sides' shares of the combiner's label.
     *
     * @param initiator the initiator's
     * @param responder the responder's
     */
    record Shares(byte[] initiator, byte[] responder) {
        public Shares {
            initiator = initiator.clone();
            responder = responder.clone();
        }

        /** A copy, which the caller may change. */
        @Override
        public byte[] initiator() {
            return initiator.clone();
        }

        /** A copy, which the caller may change. */
        @Override
        public byte[] responder() {
            return responder.clone();
        }
    }

    /**
     * Whose frames, and under which key.
     *
     * @param sender who sends under it
     * @param key the combined key from which it comes
     * @param number of that key, among those of its Enc/Dec
     */
    record Direction(Role sender, KeyId key, long number) {}
}
