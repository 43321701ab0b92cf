package org.openmfs.controller.worlds;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What happened in a world, and how often what was done to it. */
final class Story {
    private static final double MILLIS = 1000.0;

    private final VirtualTime time;
    private final List<String> lines = new ArrayList<>();
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final List<String> wrong = new ArrayList<>();

    Story(VirtualTime time) {
        this.time = time;
    }

    void tell(String what) {
        lines.add(time.since().toMillis() / MILLIS + " s: " + what);
    }

    void fault(Fault kind, String what) {
        faults.merge(kind, 1L, Long::sum);
        tell(kind + " " + what);
    }

    /** What must not happen happened. */
    void wrong(String what) {
        wrong.add(what);
        tell("WRONG " + what);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    Map<Fault, Long> faults() {
        return Map.copyOf(faults);
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
