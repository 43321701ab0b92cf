package org.openmfs.controller.service;

import java.time.Duration;
import java.util.concurrent.Executor;

/** When a failed attempt is repeated: after 1 s, and twice as long each time, up to 30 s. */
final class Retry {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    private final Surroundings.Alarm alarm;
    private final Executor queue;
    private final Runnable again;
    private int failures;
    private int round;
    private boolean pending;

    /**
     * @param again called on the queue when it is time
     */
    Retry(Surroundings.Alarm alarm, Executor queue, Runnable again) {
        this.alarm = alarm;
        this.queue = queue;
        this.again = again;
    }

    boolean pending() {
        return pending;
    }

    void later() {
        Duration delay = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        pending = true;
        int mine = ++round;
        alarm.after(delay.compareTo(LONGEST) < 0 ? delay : LONGEST, () -> queue.execute(() -> due(mine)));
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
