package org.openmfs.agent.association;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures: doubled each time up to a longest wait, less a random part of up to one half.
 *
 * @param first wait after the first failure
 * @param longest wait after many
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    public Backoff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("back-off must be positive and in order");
        }
    }

    /** The wait after this many failures in a row, 1 or more. */
    public Duration after(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long whole = Math.max(1, Math.min(doubled, longest.toMillis()));
        return Duration.ofMillis(whole - random.nextLong(whole / 2 + 1));
    }
}
