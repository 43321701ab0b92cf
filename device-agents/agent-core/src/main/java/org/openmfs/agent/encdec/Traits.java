package org.openmfs.agent.encdec;

import java.time.Duration;

/**
 * What an Enc/Dec is like on its own side; the one at the other end may be otherwise.
 *
 * @param proof what shows that the other end uses the same key
 * @param hitless whether a key is replaced without a gap in the traffic
 * @param pace how often it may be looked at, at most; zero if that does not matter
 */
public record Traits(Proof proof, boolean hitless, Duration pace) {
    /** Counts frames, replaces keys without a gap, and may be looked at whenever one wants. */
    public static final Traits OF_FRAMES = new Traits(Proof.FRAMES, true, Duration.ZERO);

    /** What shows that a key is in use at both ends. */
    public enum Proof {
        /** Authentic frames of the other end, which are counted by key. */
        FRAMES,
        /** A handshake of its own, without which it does not send. */
        HANDSHAKE,
        /** Nothing that it could tell. */
        NOTHING
    }

    public Traits {
        if (pace.isNegative()) {
            throw new IllegalArgumentException("a pace is no negative time: " + pace);
        }
    }
}
