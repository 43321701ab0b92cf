package org.openmfs.agent.association;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Suite;

/**
 * What keys may be made of.
 *
 * @param suites that may be agreed on, best first, 1..16 with different ids
 * @param floor the least that is accepted of a suite
 * @param forbiddenUse how long the key in use may still be sent under when its suite is not allowed any more and no
 *     other key can be made, from when that is known; empty for as long as its rekey interval lasts; not negative
 */
public record KeyPolicy(List<Suite> suites, PolicyFloor floor, Optional<Duration> forbiddenUse) {
    private static final int MOST = 16;

    public KeyPolicy {
        suites = List.copyOf(suites);
        long different = suites.stream().map(Suite::id).distinct().count();
        if (suites.isEmpty() || suites.size() > MOST || different != suites.size()) {
            throw new IllegalArgumentException("1..16 suites with different ids are needed");
        }
        if (forbiddenUse.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("forbidden use must not be negative");
        }
    }
}
