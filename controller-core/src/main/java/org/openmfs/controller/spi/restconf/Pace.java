package org.openmfs.controller.spi.restconf;

import java.time.Duration;

/**
 * How often a manager is asked.
 *
 * @param period between two readings of its state, if it says nothing in between
 * @param pause before a stream of events that is not to be had, or broke off, is asked for again
 */
public record Pace(Duration period, Duration pause) {
    public static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(2));
}
