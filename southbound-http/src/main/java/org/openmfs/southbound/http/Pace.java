package org.openmfs.southbound.http;

import java.time.Duration;

/**
 * How often a manager is asked, and how long is waited for what it does.
 *
 * @param period between two readings of its state, if it says nothing in between
 * @param pause before a stream of events that is not to be had, or broke off, is asked for again
 * @param least after a reading before the next, however much the manager says in between
 * @param silence of a stream whose server sends keep-alives, after which it is taken for dead and opened anew
 * @param refused about so long a credential that was refused is not sent again
 */
public record Pace(Duration period, Duration pause, Duration least, Duration silence, Duration refused) {
    private static final Duration LEAST = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration REFUSED = Duration.ofMinutes(1);

    public static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(2));

    /** With all else as usual. */
    public Pace(Duration period, Duration pause) {
        this(period, pause, LEAST, SILENCE, REFUSED);
    }

    /** With another least pause. */
    public Pace withLeast(Duration other) {
        return new Pace(period, pause, other, silence, refused);
    }

    /** With another silence. */
    public Pace withSilence(Duration other) {
        return new Pace(period, pause, least, other, refused);
    }

    /** With another time after a refusal. */
    public Pace withRefused(Duration other) {
        return new Pace(period, pause, least, silence, other);
    }
}
