package org.openmfs.agent.encdecs.guardian;

import java.time.Duration;

/**
 * Waits between looks at a process, each half as long again as the one before: what comes at once is seen at once, and
 * who waits long leaves the processor to the one waited for.
 */
final class Pauses {
    private final Duration longest;
    private Duration next;

    Pauses(Duration shortest, Duration longest) {
        this.next = shortest;
        this.longest = longest;
    }

    void next() throws GuardianFailure {
        try {
            Thread.sleep(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GuardianFailure("interrupted in waiting for the guardian", e);
        }
        Duration longer = next.multipliedBy(3).dividedBy(2);
        next = longer.compareTo(longest) < 0 ? longer : longest;
    }
}
