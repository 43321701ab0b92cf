package org.openmfs.agent.encdecs.guardian;

import java.time.Duration;
import java.util.List;

/**
 * What a guardian removes, and when.
 *
 * @param remaining time from now on; none or less is at once
 * @param lines of ip(8), each of which switches off or deletes a security association, in their order
 */
public record Removal(Duration remaining, List<String> lines) {
    public Removal {
        lines = List.copyOf(lines);
    }
}
