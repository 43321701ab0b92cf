package org.openmfs.agent.peer;

import java.time.Duration;

/**
 * How patient a link is.
 *
 * @param heartbeat a side says something at least this often, 100 ms to 10 s; after three times the peer's the peer
 *     is taken for dead
 * @param handshake longest time from the first packet to the peer's Hello
 * @param firstRetry wait before the second attempt to connect; doubled with every failure
 * @param longestRetry longest wait between attempts
 * @param judgedAgain so often it is asked whether a peer's certificate is still good
 */
public record LinkTimes(
        Duration heartbeat, Duration handshake, Duration firstRetry, Duration longestRetry, Duration judgedAgain) {
    static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(100);
    static final Duration LONGEST_HEARTBEAT = Duration.ofSeconds(10);
    static final int MISSED_HEARTBEATS = 3;
    private static final Duration JUDGED_AGAIN = Duration.ofSeconds(10);

    /** A certificate that was revoked ends a stream within 10 s. */
    public LinkTimes(Duration heartbeat, Duration handshake, Duration firstRetry, Duration longestRetry) {
        this(heartbeat, handshake, firstRetry, longestRetry, JUDGED_AGAIN);
    }

    public LinkTimes {
        if (heartbeat.compareTo(SHORTEST_HEARTBEAT) < 0 || heartbeat.compareTo(LONGEST_HEARTBEAT) > 0) {
            throw new IllegalArgumentException("a heartbeat is 100 ms to 10 s, not " + heartbeat);
        }
        boolean positive = handshake.isPositive() && firstRetry.isPositive() && judgedAgain.isPositive();
        if (!positive || longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("waits must be positive, and the longest not shorter than the first");
        }
    }

    /** A dead peer is noticed in 3 s, a peer that came back is met again within 5 s. */
    public static LinkTimes standard() {
        return new LinkTimes(
                Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMillis(250), Duration.ofSeconds(5));
    }
}
