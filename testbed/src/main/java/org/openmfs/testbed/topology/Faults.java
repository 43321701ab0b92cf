package org.openmfs.testbed.topology;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong in a file so far: reading goes on after each, so that one run tells all. */
final class Faults {
    private final List<String> lines = new ArrayList<>();

    /** @param place the member; empty for the file as a whole */
    void add(String place, String problem) {
        lines.add(place.isEmpty() ? problem : place + ": " + problem);
    }

    int count() {
        return lines.size();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** @throws TopologyException with everything, where anything was found */
    void report() throws TopologyException {
        if (!lines.isEmpty()) {
            throw new TopologyException(lines);
        }
    }
}
