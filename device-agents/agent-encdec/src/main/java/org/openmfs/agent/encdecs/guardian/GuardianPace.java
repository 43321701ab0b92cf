package org.openmfs.agent.encdecs.guardian;

import java.time.Duration;

/**
 * How long a guardian may take; the first three together bound for how long there may be none.
 *
 * @param beat between two questions whether it lives
 * @param patience for an answer; longer than the two times 0.8 s for which the guardian waits for a hung ip(8)
 * @param start for the first answer of a process
 * @param idle after which a guardian that holds nothing and hears nothing ends by itself
 */
public record GuardianPace(Duration beat, Duration patience, Duration start, Duration idle) {
    /** Back, or known to be lost, within 5 s. */
    public static final GuardianPace DEFAULT = new GuardianPace(
            Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofMillis(2_300), Duration.ofMinutes(1));
}
