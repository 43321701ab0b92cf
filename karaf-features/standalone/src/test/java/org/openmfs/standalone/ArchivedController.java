package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.Archived;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.archive.Merged;
import org.openmfs.controller.archive.Verdict;
import org.openmfs.controller.archive.Verification;

/** What an archive holds, read beside whoever writes it. */
record ArchivedController(Path file) {
    static ArchivedController in(Path data) {
        return new ArchivedController(data.resolve("archive.db"));
    }

    List<Entry> entries() throws ArchiveFailure {
        List<Entry> entries = new ArrayList<>();
        Merged.read(List.of(file), (member, row) -> entries.add(row.entry()));
        return entries;
    }

    /** Of a kind: who, from where, what, outcome. */
    List<String> lines(String kind) throws ArchiveFailure {
        return entries().stream()
                .filter(entry -> entry.kind().equals(kind))
                .map(entry -> String.join("|", entry.who(), entry.from(), entry.what(), entry.outcome()))
                .toList();
    }

    /** Number of its last entry. */
    long last() throws ArchiveFailure {
        List<Archived> rows = new ArrayList<>();
        Merged.read(List.of(file), (member, row) -> rows.add(row));
        return rows.getLast().sequence();
    }

    void requireSound() {
        assertThat(new Verification(List.of(file), List.of()).verdicts()).allMatch(Verdict::isSound);
    }
}
