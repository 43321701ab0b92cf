package org.openmfs.agent.association;

import java.time.Duration;

/**
 * The protocol's own times, the same for every association of an agent.
 *
 * @param tick how often an association looks for what is due while something is under way
 * @param observe how often it asks the Enc/Dec what traffic it has seen
 * @param resend first wait before a message is sent again; doubled up to eight times
 * @param patience how long an exchange, or a key due for replacement, may wait for the other side
 * @param settle least time between the switch to a key and the removal of the one before; not below the path's delay
 * @param silence after this time without a frame under the new key, the old one is removed all the same
 * @param inquire how often the peer is asked where it stands with the key in use
 */
public record Pace(
        Duration tick,
        Duration observe,
        Duration resend,
        Duration patience,
        Duration settle,
        Duration silence,
        Duration inquire) {
    /** After so long without a frame under a key that frames are sent under, that nothing comes is told. */
    public Duration toNoticeSilence() {
        return silence.plus(observe);
    }

    /** For production: a rekey takes about a second, a lost message costs half a second. */
    public static Pace standard() {
        return new Pace(
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(15),
                Duration.ofMillis(750),
                Duration.ofSeconds(3),
                Duration.ofSeconds(15));
    }
}
