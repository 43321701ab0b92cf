package org.openmfs.controller.archive;

import java.nio.file.Path;
import java.util.List;

/**
 * What verifying one file came to.
 *
 * @param member whose it is; empty where the file doesn't say
 * @param fault what is broken first, in words; empty if nothing is
 * @param notes what to know about it although nothing is broken
 */
public record Verdict(Path file, String member, Head head, String fault, List<String> notes) {
    public Verdict {
        notes = List.copyOf(notes);
    }

    public boolean isSound() {
        return fault.isEmpty();
    }
}
