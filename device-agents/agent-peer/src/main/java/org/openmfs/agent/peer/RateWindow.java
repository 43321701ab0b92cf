package org.openmfs.agent.peer;

import java.util.concurrent.TimeUnit;

/** Counts what comes in a second and says when it is too much. */
final class RateWindow {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int most;
    private long began;
    private int counted;

    RateWindow(int most, long now) {
        this.most = most;
        this.began = now;
    }

    boolean allows(long now) {
        if (now - began >= SECOND) {
            began = now;
            counted = 0;
        }
        counted++;
        return counted <= most;
    }
}
