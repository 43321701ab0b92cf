package org.openmfs.controller.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.api.AuditTrailContract;
import org.openmfs.controller.archive.Archive;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.ArchiveTime;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.archive.Head;
import org.openmfs.controller.archive.Limits;
import org.openmfs.controller.archive.MemberId;
import org.openmfs.controller.archive.Merged;
import org.openmfs.controller.archive.Settings;

/** The archive as an audit trail. */
final class ArchivedAuditTest extends AuditTrailContract {
    private static final Limits SMALL = new Limits(1 << 18, Limits.ANY_AGE);

    @TempDir
    private Path folder;

    private Archive archive;
    private AuditTrail trail;

    @BeforeEach
    void open() throws ArchiveFailure {
        Settings settings = new Settings(folder.resolve("archive.db"), new MemberId("m1"), SMALL, "Ed25519");
        archive = Archive.open(settings, Head.NONE, ArchiveTime.OF_SYSTEM);
        trail = new ArchivedAudit(archive, new Chronicle(archive, SMALL, InstantSource.system()));
    }

    @AfterEach
    void close() throws ArchiveFailure {
        archive.close();
    }

    @Override
    protected AuditTrail trail() {
        return trail;
    }

    @Override
    protected List<String> notes() throws ArchiveFailure {
        List<String> notes = new ArrayList<>();
        Merged.read(List.of(folder.resolve("archive.db")), (member, row) -> {
            Entry entry = row.entry();
            if (entry.kind().equals(Entry.AUDIT)) {
                notes.add(String.join("|", entry.who(), entry.from(), entry.what(), entry.outcome()));
            }
        });
        return notes;
    }

    /** With less and less, so that not even a small entry has room in the end. */
    @Override
    protected void fill() {
        for (int length = 10_000; length > 0; length /= 10) {
            fillWith("x".repeat(length));
        }
    }

    private void fillWith(String text) {
        boolean taken = true;
        while (taken) {
            try {
                archive.write(new Entry("filler", "test", text, "", ""), Duration.ofSeconds(30));
            } catch (ArchiveFailure full) {
                taken = false;
            }
        }
    }

    @Override
    protected void empty() throws ArchiveFailure {
        archive.export(folder.resolve("export"), "admin");
    }
}
