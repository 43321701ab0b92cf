package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** What is archived goes only after it was exported, and where nothing may go, entries are refused and told so. */
final class ArchiveLimitsTest {
    private static final Limits SMALL = new Limits(512 * 1024, Limits.ANY_AGE);
    private static final Entry LONG = Places.audit("x".repeat(4_000));

    @TempDir
    private Path folder;

    private Places places;

    @BeforeEach
    void set() {
        places = new Places(folder);
    }

    private static int fillUp(Archive archive, Entry entry) throws ArchiveFailure {
        for (int i = 0; i < 1_000; i++) {
            try {
                archive.write(entry, Places.PATIENCE);
            } catch (ArchiveFailure full) {
                assertThat(full.why()).isEqualTo(Why.FULL);
                return i;
            }
        }
        throw new AssertionError("never full");
    }

    @Test
    void at_the_limit_entries_are_refused_until_somebody_exports() throws Exception {
        try (Archive archive = places.open("m1", SMALL)) {
            assertThat(fillUp(archive, LONG)).isGreaterThan(80);
            assertThat(archive.state().trouble())
                    .isEqualTo("the archive has reached its limit of 524288 octets: export it, so that older entries"
                            + " may go");
            assertThat(archive.state().isExportDue(SMALL, Places.NOW)).isTrue();
            assertThatThrownBy(() -> archive.write(LONG, Places.PATIENCE)).isInstanceOf(ArchiveFailure.class);

            archive.export(places.file("1.jsonl"), "admin");
            Places.fill(archive, 20);
            assertThat(archive.state().isTroubled()).isFalse();
            assertThat(archive.state().isExportDue(SMALL, Places.NOW)).isFalse();
        }
        assertThat(Files.size(places.file("m1.db"))).isLessThanOrEqualTo(SMALL.octets());
        assertThat(Places.verdicts(places.file("1.jsonl"), places.file("m1.db")))
                .allMatch(Verdict::isSound);
    }

    @Test
    void a_full_archive_that_is_opened_again_keeps_its_reserve() throws Exception {
        try (Archive archive = places.open("m1", SMALL)) {
            fillUp(archive, LONG);
            fillUp(archive, Places.audit("short"));
        }
        Head head = Places.read(places.file("m1.db")).getLast().head();
        try (Archive archive = places.open("m1", SMALL)) {
            assertThat(archive.state().head()).isEqualTo(head);
            archive.export(places.file("1.jsonl"), "admin");
            archive.write(LONG, Places.PATIENCE);
        }
    }

    @Test
    void an_archive_goes_on_for_ever_where_it_is_exported_in_time() throws Exception {
        try (Archive archive = places.open("m1", SMALL)) {
            for (int part = 1; part <= 8; part++) {
                for (int i = 0; i < 40; i++) {
                    archive.write(LONG, Places.PATIENCE);
                }
                archive.export(places.file(part + ".jsonl"), "admin");
            }
            assertThat(archive.state().first()).isGreaterThan(150);
        }
        Path[] files = {places.file("3.jsonl"), places.file("1.jsonl"), places.file("8.jsonl"), places.file("m1.db")};
        assertThat(Places.verdicts(files)).hasSizeGreaterThanOrEqualTo(4).allMatch(Verdict::isSound);
    }

    @Test
    void several_may_export_and_forget_at_once() throws Exception {
        ConcurrentLinkedQueue<ArchiveFailure> failures = new ConcurrentLinkedQueue<>();
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, 50);
            List<Thread> exporters = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Path to = places.file(t + ".jsonl");
                exporters.add(Thread.ofVirtual().start(() -> exportAndForget(archive, to, failures)));
            }
            for (Thread exporter : exporters) {
                exporter.join();
            }
        }
        // An export that begins when all before was just forgotten has nothing to read up to.
        assertThat(failures).allSatisfy(why -> assertThat(why.why()).isEqualTo(Why.BUSY));
        List<Path> files = new ArrayList<>(List.of(places.file("m1.db")));
        try (var all = Files.list(folder)) {
            all.filter(file -> file.toString().endsWith(".jsonl")).forEach(files::add);
        }
        assertThat(Places.verdicts(files.toArray(Path[]::new)))
                .hasSizeGreaterThan(2)
                .allMatch(Verdict::isSound);
    }

    @Test
    void an_export_of_what_was_forgotten_meanwhile_is_told_and_leaves_nothing() throws Exception {
        Settings settings = places.settings("m1");
        Path late = places.file("late.jsonl");
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, 5);
            Head last = archive.export(places.file("1.jsonl"), "admin").last();
            archive.forgetExported("admin");

            MemberKey key = MemberKey.read(settings.keyFile());
            assertThatThrownBy(() -> Exported.write(settings, key, last, late, Places.NOW))
                    .isInstanceOfSatisfying(
                            ArchiveFailure.class, e -> assertThat(e.why()).isEqualTo(Why.BUSY))
                    .hasMessage("all up to there was exported and forgotten meanwhile");
        }
        assertThat(late).doesNotExist();
        assertThat(places.file("late.jsonl.new")).doesNotExist();
    }

    private static void exportAndForget(Archive archive, Path to, ConcurrentLinkedQueue<ArchiveFailure> failures) {
        try {
            archive.write(Places.audit("before " + to), Places.PATIENCE);
            archive.export(to, "admin");
            archive.forgetExported("admin");
        } catch (ArchiveFailure e) {
            failures.add(e);
        }
    }

    @Test
    void nothing_goes_that_was_not_exported() throws Exception {
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, 10);
            assertThat(archive.forgetExported("admin")).isZero();
            assertThat(archive.state().first()).isEqualTo(1);

            Exported export = archive.export(places.file("1.jsonl"), "admin");
            Head after = archive.write(Places.audit("after"), Places.PATIENCE);
            assertThat(archive.forgetExported("admin"))
                    .isEqualTo(export.entries())
                    .isEqualTo(12);
            assertThat(archive.forgetExported("admin")).isZero();
            assertThat(archive.state().first()).isEqualTo(13);
            assertThat(after.sequence()).isEqualTo(14);
        }
        assertThat(Places.kinds(places.file("m1.db"))).containsExactly(Entry.EXPORT, Entry.AUDIT, Entry.CUT);
        assertThat(Places.read(places.file("m1.db")))
                .filteredOn(row -> row.entry().kind().equals(Entry.CUT))
                .allSatisfy(row -> assertThat(row.entry().who()).isEqualTo("admin"));
        List<Verdict> verdicts = Places.verdicts(places.file("m1.db"), places.file("1.jsonl"));
        assertThat(verdicts).hasSize(2).allMatch(Verdict::isSound);
        assertThat(verdicts.getFirst().notes()).contains("begins with entry 13");
    }

    @Test
    void what_was_cut_goes_bit_by_bit_and_a_crash_on_the_way_breaks_nothing() throws Exception {
        Path half = places.file("half.db");
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, 5_500);
            archive.export(places.file("1.jsonl"), "admin");
        }
        Places.edit(places.file("m1.db"), "VACUUM INTO '" + half + "'");
        try (Archive archive = places.open("m1")) {
            archive.forgetExported("admin");
            for (int i = 0; i < 4; i++) {
                archive.write(Places.audit("meanwhile"), Places.PATIENCE);
            }
        }
        try (Archive archive = places.open("m1")) {
            assertThat(archive.state().first()).isGreaterThan(5_500);
        }
        assertThat(Places.fault(places.file("m1.db"))).isEmpty();
        try (Sqlite sqlite = Sqlite.reading(places.file("m1.db"))) {
            assertThat(sqlite.number("SELECT count(*) FROM entries")).isLessThan(20);
        }

        // As it stands when the process ends right after the cut was written: the head of the chain is still there.
        Archived cut = Places.read(places.file("m1.db")).stream()
                .filter(row -> row.entry().kind().equals(Entry.CUT))
                .findFirst()
                .orElseThrow();
        Places.edit(
                half,
                "ATTACH '" + places.file("m1.db") + "' AS other",
                "INSERT OR IGNORE INTO entries SELECT * FROM other.entries WHERE sequence <= " + cut.sequence(),
                "DELETE FROM entries WHERE sequence < 1000");
        assertThat(Places.fault(half)).isEmpty();
        assertThat(Places.read(half).getFirst().sequence())
                .isEqualTo(Point.of(cut).sequence() + 1);
    }

    @Test
    void what_was_exported_goes_when_it_is_older_than_the_age_limit() throws Exception {
        Limits days = new Limits(1 << 20, Duration.ofDays(30));
        try (Archive archive = places.open("m1", days)) {
            Places.fill(archive, 3);
            Exported old = archive.export(places.file("1.jsonl"), "admin");
            places.pass(Duration.ofDays(20));
            Places.fill(archive, 3);
            archive.export(places.file("2.jsonl"), "admin");
            assertThat(archive.state().first()).isEqualTo(1);

            places.pass(Duration.ofDays(11));
            archive.write(Places.audit("after 31 days"), Places.PATIENCE);
            archive.write(Places.audit("and one more"), Places.PATIENCE);
            assertThat(archive.state().first()).isEqualTo(old.last().sequence() + 1);
            assertThat(archive.state().isExportDue(days, places.time().wall().instant()))
                    .isFalse();
            places.pass(Duration.ofDays(40));
            Places.fill(archive, 2);
        }
        assertThat(Places.verdicts(places.file("1.jsonl"), places.file("2.jsonl"), places.file("m1.db")))
                .allMatch(Verdict::isSound);
    }

    @Test
    void a_disk_that_takes_nothing_is_told_and_the_archive_goes_on_when_it_does_again() throws Exception {
        // Of three octets a character: more than was reckoned with, so that SQLite itself runs out of pages.
        Entry wide = Places.audit("漢".repeat(21_000));
        Limits least = new Limits(256 * 1024, Limits.ANY_AGE);
        try (Archive archive = places.open("m1", least)) {
            int written = 0;
            ArchiveFailure failure = null;
            while (failure == null && written < 20) {
                try {
                    archive.write(wide, Places.PATIENCE);
                    written++;
                } catch (ArchiveFailure e) {
                    failure = e;
                }
            }
            assertThat(failure).isNotNull();
            assertThat(failure.why()).isEqualTo(Why.UNWRITABLE);
            assertThat(failure).hasMessageContaining("can't be written: ").hasMessageContaining("full");
            assertThat(archive.state().head().sequence()).isEqualTo(written + 1);

            archive.write(Places.audit("short"), Places.PATIENCE);
            assertThat(archive.state().isTroubled()).isFalse();
        }
        assertThat(Places.fault(places.file("m1.db"))).isEmpty();
    }

    @Test
    void an_archive_that_is_behind_refuses_at_once_and_loses_nothing_that_it_took() throws Exception {
        Entry large = Places.audit("x".repeat(Entry.LONGEST_WHAT));
        int taken = 0;
        ArchiveFailure busy = null;
        CompletableFuture<Head> last = new CompletableFuture<>();
        try (Archive archive = places.open("m1")) {
            while (busy == null && taken < 100_000) {
                try {
                    last = archive.append(large).toCompletableFuture();
                    taken++;
                } catch (ArchiveFailure e) {
                    busy = e;
                }
            }
            last.get();
        }
        assertThat(busy).isNotNull();
        assertThat(busy.why()).isEqualTo(Why.BUSY);
        assertThat(Places.kinds(places.file("m1.db")))
                .filteredOn(Entry.AUDIT::equals)
                .hasSize(taken);
    }

    @Test
    void a_failed_future_says_why() throws Exception {
        try (Archive archive = places.open("m1", SMALL)) {
            fillUp(archive, LONG);
            CompletableFuture<Head> refused = archive.append(LONG).toCompletableFuture();
            assertThatThrownBy(refused::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ArchiveFailure.class);
        }
    }

    @Test
    void an_export_takes_no_other_files_place_and_a_failed_one_leaves_nothing() throws Exception {
        Path taken = places.file("taken");
        Files.writeString(taken, "mine");
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, 3);
            assertThatThrownBy(() -> archive.export(taken, "admin"))
                    .hasMessage(taken + " is there already, and stays as it is");
            Path nowhere = places.file("none").resolve("1.jsonl");
            assertThatThrownBy(() -> archive.export(nowhere, "admin")).hasMessageContaining("there is no");
            Places.edit(places.file("m1.db"), "UPDATE entries SET who = 'me' WHERE sequence = 2");
            assertThatThrownBy(() -> archive.export(places.file("1.jsonl"), "admin"))
                    .hasMessageContaining("entry 2 was changed");
            assertThat(archive.forgetExported("admin")).isZero();
        }
        assertThat(taken).hasContent("mine");
        assertThat(places.file("1.jsonl")).doesNotExist();
        assertThat(places.file("1.jsonl.new")).doesNotExist();
    }
}
