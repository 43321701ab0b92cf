package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How much a client may ask of the server. The defaults keep a server with a heap of 96 MiB alive whatever clients do.
 *
 * @param connections how many there may be, and how long they may take
 * @param logins how often a client may try
 * @param messages how large they may be
 */
public record Limits(Connections connections, Logins logins, Messages messages) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    public Limits {
        requireNonNull(connections);
        requireNonNull(logins);
        requireNonNull(messages);
    }

    /** What a small device can bear. */
    public static Limits defaults() {
        return new Limits(
                new Connections(16, 16, Duration.ofSeconds(20), Duration.ofSeconds(20), Optional.empty()),
                new Logins(3, Duration.ofSeconds(1)),
                new Messages(
                        4 * MIB, 200_000, 64 * KIB, 8 * MIB, new Outgoing(16 * MIB, 1000, Duration.ofSeconds(60))));
    }

    /**
     * Bounds of connections.
     *
     * @param sessions NETCONF sessions at a time; a further one is closed
     * @param unauthenticated connections at a time that have not logged in; for a further one the oldest of the address
     *     that has most of them is closed
     * @param login time to log in
     * @param hello time from there to a complete hello
     * @param idle a session that is silent for so long, and has no subscription, is closed; never without it
     */
    public record Connections(
            int sessions, int unauthenticated, Duration login, Duration hello, Optional<Duration> idle) {
        public Connections {
            requirePositive(sessions);
            requirePositive(unauthenticated);
            requireNonNull(idle);
        }
    }

    /**
     * Bounds of logins.
     *
     * @param attempts wrong passwords on one connection before it is closed
     * @param delay how long the answer to a wrong password takes
     */
    public record Logins(int attempts, Duration delay) {
        public Logins {
            requirePositive(attempts);
            requireNonNull(delay);
        }
    }

    /**
     * Bounds of messages that come in.
     *
     * @param bytes of one message; also of the messages of one session that wait for their turn
     * @param markup tags and attributes in one message: what makes it large in memory
     * @param helloBytes of the first message
     * @param totalBytes of all sessions together, from arrival until answered
     * @param outgoing bounds of what goes out
     */
    public record Messages(int bytes, int markup, int helloBytes, long totalBytes, Outgoing outgoing) {
        public Messages {
            requirePositive(bytes);
            requirePositive(markup);
            requirePositive(helloBytes);
            requireNonNull(outgoing);
        }
    }

    /**
     * Bounds of what goes out to a client that does not read.
     *
     * @param bytes that wait; one message may be larger, if it is the only one
     * @param events that wait
     * @param patience how long one message may take
     */
    public record Outgoing(int bytes, int events, Duration patience) {
        public Outgoing {
            requirePositive(bytes);
            requirePositive(events);
            requireNonNull(patience);
        }
    }

    private static void requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
    }
}
