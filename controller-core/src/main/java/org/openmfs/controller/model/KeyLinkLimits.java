package org.openmfs.controller.model;

import java.util.Optional;

/**
 * What a class says of the rates of its services' key links, in bit/s; what it leaves open follows from the key life.
 *
 * @param least booked on every link of the path
 * @param most what may be drawn for a while
 */
public record KeyLinkLimits(Optional<Long> least, Optional<Long> most) {
    public static final KeyLinkLimits NONE = new KeyLinkLimits(Optional.empty(), Optional.empty());

    /** What is booked for keys of this life. */
    public long least(KeyLife life) {
        return least.orElse(KeyRates.of(life).least());
    }

    /** Where the most is less than the least, as no configuration may have it, the least counts. */
    public KeyRates rates(KeyLife life) {
        long booked = least(life);
        return new KeyRates(
                booked, Math.max(booked, most.orElse(KeyRates.of(life).most())));
    }
}
