package org.openmfs.agent.methods.https;

import java.time.Duration;

/** A moment by the monotonic clock after which nobody waits any more. */
final class Deadline {
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final Overdue.Stage stage;
    private final long moment;

    private Deadline(Overdue.Stage stage, long moment) {
        this.stage = stage;
        this.moment = moment;
    }

    static Deadline in(Duration patience, Overdue.Stage stage) {
        return new Deadline(stage, System.nanoTime() + patience.toNanos());
    }

    /** The same moment for what follows. */
    Deadline of(Overdue.Stage next) {
        return new Deadline(next, moment);
    }

    /** The one that comes first. */
    Deadline orEarlier(Deadline other) {
        return other.moment - moment < 0 ? other : this;
    }

    long nanosLeft() {
        return moment - System.nanoTime();
    }

    /** What is left, at least 1, as sockets take 0 for ever. */
    int millisLeft() throws Overdue {
        long nanos = nanosLeft();
        if (nanos <= 0) {
            throw overdue();
        }
        return (int) Math.min(Integer.MAX_VALUE, nanos / NANOS_OF_MILLI + 1);
    }

    Overdue overdue() {
        return new Overdue(stage);
    }
}
