package org.openmfs.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.archive.Merged;
import org.openmfs.controller.archive.Verdict;
import org.openmfs.controller.archive.Verification;

/** What Karaf left in the archive of its data folder: who, from where, what and how it ended. */
final class ArchivedLines {
    private ArchivedLines() {}

    /** Of one sound chain. */
    static List<String> in(Path data) throws ArchiveFailure {
        Path archive = data.resolve("archive.db");
        assertThat(new Verification(List.of(archive), List.of()).verdicts()).allMatch(Verdict::isSound);
        List<String> lines = new ArrayList<>();
        Merged.read(List.of(archive), (member, row) -> {
            Entry entry = row.entry();
            lines.add(String.join("|", entry.who(), entry.from(), entry.what(), entry.outcome()));
        });
        return lines;
    }
}
