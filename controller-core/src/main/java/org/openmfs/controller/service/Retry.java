package org.openmfs.controller.service;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * When a failed attempt is repeated: after 1 s, and twice as long each time, up to a bound; each time up to a quarter
 * less by chance, so that services which failed together do not try together for ever.
 */
final class Retry {
    private static final Duration FIRST = Duration.ofSeconds(1);
    /** Up to 8 s: what has become possible is done within 10 s. */
    static final int OF_WHAT_IS_NEEDED = 3;
    /** Up to 256 s. */
    static final int OF_WHAT_IS_WISHED = 8;

    private static final int SPREAD = 4;

    private final Surroundings.Alarm alarm;
    private final Executor queue;
    private final RandomGenerator chance;
    private final Runnable again;
    private final int doublings;
    private int failures;
    private int round;
    private boolean pending;

    /**
     * @param doublings how often the pause grows
     * @param again called on the queue when it is time
     */
    Retry(Surroundings.Alarm alarm, Executor queue, RandomGenerator chance, int doublings, Runnable again) {
        this.alarm = alarm;
        this.queue = queue;
        this.chance = chance;
        this.again = again;
        this.doublings = doublings;
    }

    boolean pending() {
        return pending;
    }

    void later() {
        Duration whole = FIRST.multipliedBy(1L << Math.min(failures, doublings));
        Duration delay = whole.minusMillis(chance.nextLong(whole.toMillis() / SPREAD));
        failures++;
        pending = true;
        int mine = ++round;
        alarm.after(delay, () -> queue.execute(() -> due(mine)));
    }

    /** What was waited for may be tried at once; an alarm still to come is void. */
    void reset() {
        failures = 0;
        pending = false;
        round++;
    }

    private void due(int which) {
        if (which == round) {
            pending = false;
            again.run();
        }
    }
}
