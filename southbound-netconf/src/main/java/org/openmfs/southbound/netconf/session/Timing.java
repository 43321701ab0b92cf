package org.openmfs.southbound.netconf.session;

import java.time.Duration;

/**
 * How long the plugin waits for what.
 *
 * @param connect for TCP, SSH and the exchange of capabilities together
 * @param answer for the answer to one request; a device that takes longer loses its session
 * @param lock for another session, or another change of ours, to let go of the device's configuration
 * @param confirm after which a device takes a change back that nobody confirmed; above four times {@code answer}, since
 *     others may go live, and be looked at, meanwhile; whole seconds
 * @param heartbeat between signs of life asked of an idle device; after three without one the session is given up
 * @param firstPause before the first new attempt to connect; doubles from attempt to attempt
 * @param longestPause where the doubling ends
 * @param refusedPause about so long before the next attempt with a device that refused us; also between reads of a device that sends
 *     no notifications
 */
public record Timing(
        Duration connect,
        Duration answer,
        Duration lock,
        Duration confirm,
        Duration heartbeat,
        Duration firstPause,
        Duration longestPause,
        Duration refusedPause) {

    /** What a manager uses: a dead device is noticed within 12 s, one that is back is met within 5 s. */
    public static final Timing USUAL = new Timing(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(45),
            Duration.ofSeconds(3),
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1));

    public Timing {
        if (confirm.compareTo(answer.multipliedBy(4)) <= 0) {
            throw new IllegalArgumentException("confirm must be above four times answer");
        }
    }
}
