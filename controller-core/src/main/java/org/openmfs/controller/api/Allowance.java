package org.openmfs.controller.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;

/** So many at once, and one more after each pause; what is beyond that is counted. */
public final class Allowance {
    private final InstantSource clock;
    private final int most;
    private final Duration pause;
    private Instant since;
    private int left;
    private int beyond;

    /**
     * @param most how many at once
     * @param pause after which there may be one more
     */
    public Allowance(InstantSource clock, int most, Duration pause) {
        this.clock = clock;
        this.most = most;
        this.pause = pause;
        this.since = clock.instant();
        this.left = most;
    }

    /** How many were beyond it before this one; empty if this one is, too. */
    public synchronized OptionalInt take() {
        refill();
        if (left == 0) {
            beyond++;
            return OptionalInt.empty();
        }
        left--;
        int others = beyond;
        beyond = 0;
        return OptionalInt.of(others);
    }

    private void refill() {
        Instant now = clock.instant();
        long pauses = Duration.between(since, now).dividedBy(pause);
        if (pauses < 0) {
            // The clock was set back: nobody waits until it has caught up.
            since = now;
        } else if (pauses > 0) {
            left = (int) Math.min(most, left + pauses);
            since = since.plus(pause.multipliedBy(pauses));
        }
    }
}
