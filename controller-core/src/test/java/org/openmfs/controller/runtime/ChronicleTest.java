package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.archive.Archive;
import org.openmfs.controller.archive.ArchiveTime;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.archive.Head;
import org.openmfs.controller.archive.Limits;
import org.openmfs.controller.archive.MemberId;
import org.openmfs.controller.archive.Merged;
import org.openmfs.controller.archive.Settings;

/** What happens by itself, and what users change, in an archive that fills. */
@Timeout(120)
final class ChronicleTest {
    private static final Limits SMALL = new Limits(1 << 18, Limits.ANY_AGE);
    private static final AuditTrail.Line WRITE = new AuditTrail.Line("admin", "192.0.2.1", "DELETE /x");

    @TempDir
    private Path folder;

    private Archive archive;
    private Chronicle chronicle;
    private ArchivedAudit audit;

    @BeforeEach
    void open() throws Exception {
        Settings settings = new Settings(folder.resolve("archive.db"), new MemberId("m1"), SMALL, "Ed25519");
        archive = Archive.open(settings, Head.NONE, ArchiveTime.OF_SYSTEM);
        chronicle = new Chronicle(archive, SMALL, InstantSource.system());
        audit = new ArchivedAudit(archive, chronicle);
    }

    @AfterEach
    void close() throws Exception {
        archive.close();
    }

    private static Entry happened() {
        return new Entry(Entry.KEY_HISTORY, "alice", "x".repeat(500), "", "active");
    }

    /** All that was appended before is on disk. */
    private void settle() throws Exception {
        archive.write(new Entry("settled", "test", "", "", ""), Duration.ofSeconds(30));
    }

    private List<String> whats(String kind) throws Exception {
        List<String> whats = new ArrayList<>();
        Merged.read(List.of(folder.resolve("archive.db")), (member, row) -> {
            if (row.entry().kind().equals(kind)) {
                whats.add(row.entry().what());
            }
        });
        return whats;
    }

    /** How many entries are missing then: a checkpoint may take the last room before an entry does. */
    private int fillByItself() throws Exception {
        int appended = 0;
        while (appended < 2_000 && !chronicle.look()) {
            chronicle.append(happened());
            appended++;
            settle();
        }
        assertThat(chronicle.look()).isTrue();
        return appended - whats(Entry.KEY_HISTORY).size();
    }

    @Test
    void what_happens_by_itself_leaves_room_for_what_users_change() throws Exception {
        fillByItself();
        int before = whats(Entry.KEY_HISTORY).size();
        chronicle.append(happened());
        audit.tells(WRITE, "refused with 403");

        AuditTrail.Asked asked = audit.asks(WRITE);
        asked.ended("204");
        assertThat(whats(Entry.KEY_HISTORY)).hasSize(before);
        assertThat(whats(Entry.AUDIT)).containsExactly("DELETE /x", "DELETE /x");
    }

    @Test
    void how_many_entries_are_missing_is_archived_when_there_is_room_again() throws Exception {
        int missing = fillByItself() + 2;
        chronicle.append(happened());
        chronicle.append(happened());
        archive.export(folder.resolve("export"), "admin");
        while (chronicle.look()) {
            settle();
        }
        chronicle.append(happened());
        settle();

        assertThat(whats(Entry.REPORT)).containsExactly(missing + " entries before this are missing");
    }

    @Test
    void a_change_is_refused_with_what_to_do_when_the_archive_is_full_and_taken_after_an_export() throws Exception {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        audit.asks(WRITE).ended("204");
                    }
                })
                .isInstanceOf(AuditTrail.Unrecorded.class)
                .hasMessage(
                        "the archive has reached its limit. Export it by './mfs archive export', then repeat this.");
        assertThat(audit.standing())
                .matches(AuditTrail.Standing::refusing)
                .matches(standing -> standing.octets() > SMALL.octets() * 7 / 8 && standing.octets() <= SMALL.octets())
                .matches(standing -> standing.limit() == SMALL.octets() && standing.entries() > 100);

        archive.export(folder.resolve("export"), "admin");
        audit.asks(WRITE).ended("204");
        assertThat(audit.standing().refusing()).isFalse();
    }

    @Test
    void of_a_closed_archive_a_change_is_refused_and_what_happens_is_missing() throws Exception {
        archive.close();

        chronicle.append(happened());
        assertThatThrownBy(() -> audit.asks(WRITE))
                .isInstanceOf(AuditTrail.Unrecorded.class)
                .hasMessage("the controller is being stopped.");
    }

    @Test
    void what_came_of_a_change_names_the_entry_that_asked_for_it() throws Exception {
        audit.asks(WRITE).ended("204");

        List<String> outcomes = new ArrayList<>();
        Merged.read(
                List.of(folder.resolve("archive.db")),
                (member, row) -> outcomes.add(row.sequence() + " " + row.entry().outcome()));
        int asked = outcomes.indexOf(outcomes.stream()
                        .filter(one -> one.endsWith(" asked"))
                        .findFirst()
                        .orElseThrow())
                + 1;
        assertThat(outcomes.getLast()).isEqualTo((asked + 1) + " 204, asked in entry " + asked);
    }
}
