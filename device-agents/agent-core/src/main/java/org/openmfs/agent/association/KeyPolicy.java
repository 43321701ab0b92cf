package org.openmfs.agent.association;

import java.util.List;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Suite;

/**
 * What keys may be made of.
 *
 * @param suites that may be agreed on, best first, 1..16 with different ids
 * @param floor the least that is accepted of a suite
 */
public record KeyPolicy(List<Suite> suites, PolicyFloor floor) {
    private static final int MOST = 16;

    public KeyPolicy {
        suites = List.copyOf(suites);
        long different = suites.stream().map(Suite::id).distinct().count();
        if (suites.isEmpty() || suites.size() > MOST || different != suites.size()) {
            throw new IllegalArgumentException("1..16 suites with different ids are needed");
        }
    }
}
