package org.openmfs.agent.time;

import java.time.Instant;
import java.time.InstantSource;

/** Instants that begin with the wall clock's and go on with the time since boot, whatever becomes of the wall clock. */
public final class SteadyTime implements InstantSource {
    private final MachineClock clock;
    private final Moment begin;

    public SteadyTime(MachineClock clock) {
        this.clock = clock;
        this.begin = clock.now();
    }

    @Override
    public Instant instant() {
        return begin.wall().plus(clock.now().uptime().minus(begin.uptime()));
    }
}
