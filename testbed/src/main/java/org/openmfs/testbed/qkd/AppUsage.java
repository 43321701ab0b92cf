package org.openmfs.testbed.qkd;

import java.time.Instant;
import java.time.InstantSource;

/** What one application has used at one node, and what its max_bandwidth still allows it. */
final class AppUsage {
    /** How long an application may save up bandwidth that it does not use, s. */
    private static final long BURST_SECONDS = 60;

    private final InstantSource clock;
    private final Instant created;
    private long consumedBits;
    private long allowance = Long.MAX_VALUE;
    private long since;

    AppUsage(InstantSource clock) {
        this.clock = clock;
        this.created = clock.instant();
        this.since = clock.millis();
    }

    Instant created() {
        return created;
    }

    long consumedBits() {
        return consumedBits;
    }

    /** Takes bits from the allowance; false, and nothing taken, where max_bandwidth does not allow so many now. */
    boolean use(long bits, long limit) {
        if (limit > 0) {
            long now = clock.millis();
            long depth = limit * BURST_SECONDS;
            allowance = allowance > depth ? depth : Math.min(depth, allowance + limit * (now - since) / 1000);
            since = now;
            if (bits > allowance) {
                return false;
            }
            allowance -= bits;
        }
        consumedBits += bits;
        return true;
    }
}
