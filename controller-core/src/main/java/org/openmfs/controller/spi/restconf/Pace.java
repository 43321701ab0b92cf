package org.openmfs.controller.spi.restconf;

import java.time.Duration;

/**
 * How often a manager is asked.
 *
 * @param period between two readings of its state, if it says nothing in between
 * @param pause before a stream of events that is not to be had, or broke off, is asked for again
 * @param least after a reading before the next, however much the manager says in between
 * @param silence of a stream whose server sends keep-alives, after which it is taken for dead and opened anew
 */
public record Pace(Duration period, Duration pause, Duration least, Duration silence) {
    private static final Duration LEAST = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    public static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(2));

    /** With the usual least pause and silence. */
    public Pace(Duration period, Duration pause) {
        this(period, pause, LEAST, SILENCE);
    }
}
