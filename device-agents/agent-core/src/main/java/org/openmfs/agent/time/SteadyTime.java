package org.openmfs.agent.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Instants that begin with the wall clock's and go on with the time since boot, whatever becomes of the wall clock. Where
 * the time since boot goes back, as a container's may when what serves it is started again, they go on all the same.
 */
public final class SteadyTime implements InstantSource {
    private final MachineClock clock;
    private final LongSupplier nanoTime;
    private final Instant begin;
    private Duration elapsed = Duration.ZERO;
    private Duration lastUptime;
    private long lastNanos;

    public SteadyTime(MachineClock clock) {
        this(clock, System::nanoTime);
    }

    SteadyTime(MachineClock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        Moment now = clock.now();
        this.begin = now.wall();
        this.lastUptime = now.uptime();
        this.lastNanos = nanoTime.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        Duration uptime = clock.now().uptime();
        long nanos = nanoTime.getAsLong();
        Duration step = uptime.minus(lastUptime);
        elapsed = elapsed.plus(step.isNegative() ? Duration.ofNanos(nanos - lastNanos) : step);
        lastUptime = uptime;
        lastNanos = nanos;
        return begin.plus(elapsed);
    }
}
