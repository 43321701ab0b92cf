package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which parts of one member's chain sound files hold. */
final class Parts {
    private static final Path NO_FILE = Path.of("");

    /** Last entry by first. */
    private final NavigableMap<Long, Long> parts = new TreeMap<>();

    void add(long first, long last) {
        parts.merge(first, last, Math::max);
    }

    /** Heads that lie after the last entry, or before the first. */
    List<Verdict> unreached(MemberId member, List<Head> heads) {
        List<Verdict> verdicts = new ArrayList<>();
        long last = parts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        for (Head head : heads) {
            boolean held = parts.entrySet().stream()
                    .anyMatch(part -> part.getKey() - 1 <= head.sequence() && head.sequence() <= part.getValue());
            if (!held) {
                String fault = head.sequence() <= last
                        ? ""
                        : "ends with entry " + last + ", but entry " + head.sequence()
                                + " is known: an older copy was put back, or entries were taken off the end";
                String note = "entry " + head.sequence() + " is known, and in no sound file that was given";
                verdicts.add(new Verdict(NO_FILE, member.name(), head, fault, List.of(note)));
            }
        }
        return verdicts;
    }

    /** What lies between the parts is no fault: it may be in a file that was not given. */
    List<Verdict> gaps(MemberId member) {
        List<Verdict> verdicts = new ArrayList<>();
        long reached = 0;
        for (Map.Entry<Long, Long> part : parts.entrySet()) {
            if (part.getKey() > reached + 1) {
                String note = "entries " + (reached + 1) + " to " + (part.getKey() - 1)
                        + " are in no sound file that was given";
                verdicts.add(new Verdict(NO_FILE, member.name(), Head.NONE, "", List.of(note)));
            }
            reached = Math.max(reached, part.getValue());
        }
        return verdicts;
    }
}
