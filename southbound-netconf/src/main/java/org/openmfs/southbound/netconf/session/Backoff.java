package org.openmfs.southbound.netconf.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubled each time up to a longest one, and between half and all of that, by chance. */
record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;
    private static final int JITTER = 6;

    /** @param failures attempts that failed so far, from 1 on */
    Duration pause(int failures, RandomGenerator chance) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long whole = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(whole / 2 + chance.nextLong(whole / 2 + 1));
    }

    /** About so long: up to a sixth is added or taken by chance. */
    static Duration about(Duration usual, RandomGenerator chance) {
        long sixth = usual.toMillis() / JITTER;
        return usual.minusMillis(sixth).plusMillis(chance.nextLong(2 * sixth + 1));
    }
}
