package org.openmfs.agent.encdecs.guardian;

import java.time.Duration;

/** A short wait between two looks at a process. */
final class Pause {
    private Pause() {}

    static void of(Duration length) throws GuardianFailure {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuardianFailure("interrupted in waiting for the guardian", e);
        }
    }
}
