package org.openmfs.agent.encdecs.guardian;

import java.time.Duration;

/**
 * How long a guardian may take.
 *
 * @param look between two looks whether its process is there: with {@code start}, for how long a killed one may be gone
 * @param beat between two questions whether it does its work: with {@code patience} and {@code start}, for how long one
 *     that hangs may be of no use
 * @param patience for an answer; longer than the two times 0.8 s for which the guardian waits for a hung ip(8), and than
 *     a process may wait for the processor on a small machine
 * @param start for the first answer of a process
 * @param idle after which a guardian that holds nothing and hears nothing ends by itself
 */
public record GuardianPace(Duration look, Duration beat, Duration patience, Duration start, Duration idle) {
    /** Back, or known to be lost, within 5 s after its death, and within 12 s after it began to hang. */
    public static final GuardianPace DEFAULT = new GuardianPace(
            Duration.ofMillis(400),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            Duration.ofMinutes(1));
}
