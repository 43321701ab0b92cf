package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** What is appended stands in the chain, in order, signed in time, and one process alone writes it. */
final class ArchiveTest {
    @TempDir
    private Path folder;

    private Places places;

    @BeforeEach
    void set() {
        places = new Places(folder);
    }

    @Test
    void what_was_appended_reads_back_as_it_was() throws ArchiveFailure {
        Entry odd = new Entry("odd-kind", "Jürgen 𝄞", "{\"a\":\"\n\\\u2028<&>\"}", "", "ok\t");
        try (Archive archive = places.open("m1")) {
            Head head = archive.write(odd, Places.PATIENCE);
            assertThat(head.sequence()).isEqualTo(2);
        }
        Archived row = Places.read(places.file("m1.db")).get(1);
        assertThat(row.entry()).isEqualTo(odd);
        assertThat(row.time()).isEqualTo(Places.NOW);
        assertThat(Places.fault(places.file("m1.db"))).isEmpty();
    }

    @Test
    void an_entry_is_on_disk_when_its_future_says_so() throws Exception {
        try (Archive archive = places.open("m1")) {
            Head head =
                    archive.append(Places.audit("PUT")).toCompletableFuture().get();
            assertThat(Places.read(places.file("m1.db")))
                    .extracting(Archived::head)
                    .endsWith(head);
            assertThat(archive.state().head()).isEqualTo(head);
        }
    }

    @Test
    void entries_of_many_threads_are_one_chain_and_each_threads_own_are_in_its_order() throws Exception {
        int threads = 8;
        int each = 500;
        ConcurrentLinkedQueue<ArchiveFailure> failures = new ConcurrentLinkedQueue<>();
        try (Archive archive = places.open("m1")) {
            List<Thread> writers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                writers.add(Thread.ofVirtual().start(() -> append(archive, thread, each, failures)));
            }
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(Places.fault(places.file("m1.db"))).isEmpty();
        List<Archived> audits = Places.read(places.file("m1.db")).stream()
                .filter(row -> row.entry().kind().equals(Entry.AUDIT))
                .toList();
        assertThat(audits).hasSize(threads * each);
        for (int t = 0; t < threads; t++) {
            String who = "thread " + t;
            assertThat(audits.stream()
                            .filter(row -> row.entry().who().equals(who))
                            .map(row -> Integer.valueOf(row.entry().what())))
                    .isSorted()
                    .hasSize(each);
        }
    }

    private static void append(
            Archive archive, int thread, int entries, ConcurrentLinkedQueue<ArchiveFailure> failures) {
        try {
            for (int i = 0; i < entries; i++) {
                archive.append(new Entry(Entry.AUDIT, "thread " + thread, Integer.toString(i), "", ""));
            }
        } catch (ArchiveFailure e) {
            failures.add(e);
        }
    }

    @Test
    void a_checkpoint_signs_each_thousand_entries_and_the_end() throws ArchiveFailure {
        Path file = places.filled("m1", 2_500);

        List<Archived> signed =
                Places.read(file).stream().filter(Archived::isSigned).toList();
        assertThat(signed).extracting(Archived::sequence).containsExactly(1L, 1002L, 2003L, 2504L);
        assertThat(signed).extracting(row -> row.entry().what()).satisfies(whats -> {
            assertThat(whats.get(1)).isEqualTo("{\"why\":\"entries\",\"unsigned\":1000}");
            assertThat(whats.get(3)).isEqualTo("{\"why\":\"closed\",\"unsigned\":500}");
        });
    }

    @Test
    void a_checkpoint_comes_a_minute_after_an_entry_also_if_nothing_follows() throws Exception {
        try (Archive archive = places.open("m1")) {
            archive.write(Places.audit("PUT"), Places.PATIENCE);
            assertThat(archive.state().signed()).isEqualTo(1);

            places.pass(Duration.ofSeconds(59));
            archive.write(Places.audit("PUT"), Places.PATIENCE);
            assertThat(archive.state().signed()).isEqualTo(1);

            places.pass(Duration.ofSeconds(1));
            // The writer looks once a second.
            for (int i = 0; i < 1_000 && archive.state().signed() == 1; i++) {
                Thread.sleep(20);
            }
            assertThat(archive.state().signed()).isEqualTo(4);
        }
        assertThat(Places.kinds(places.file("m1.db")))
                .containsExactly(Entry.BEGIN, Entry.AUDIT, Entry.AUDIT, Entry.CHECKPOINT);
    }

    @Test
    void a_wall_clock_that_goes_back_is_noted_and_nothing_is_reordered() throws ArchiveFailure {
        try (Archive archive = places.open("m1")) {
            archive.write(Places.audit("before"), Places.PATIENCE);
            places.turnWallClock(Duration.ofHours(-1));
            archive.write(Places.audit("after"), Places.PATIENCE);
        }
        List<Archived> rows = Places.read(places.file("m1.db"));
        assertThat(rows).extracting(row -> row.entry().what()).containsSubsequence("before", "after");
        assertThat(rows.get(2).entry().kind()).isEqualTo(Entry.CLOCK);
        assertThat(rows.get(2).entry().what())
                .isEqualTo("{\"from\":\"2026-11-30T12:00:00Z\",\"to\":\"2026-11-30T11:00:00Z\"}");
        assertThat(rows.get(3).time()).isEqualTo(Places.NOW.minus(Duration.ofHours(1)));
        assertThat(Places.fault(places.file("m1.db"))).isEmpty();
    }

    @Test
    void an_archive_goes_on_where_it_ended_and_says_that_it_was_opened() throws ArchiveFailure {
        places.filled("m1", 2);
        places.filled("m1", 1);

        assertThat(Places.kinds(places.file("m1.db")))
                .containsExactly(
                        Entry.BEGIN,
                        Entry.AUDIT,
                        Entry.AUDIT,
                        Entry.CHECKPOINT,
                        Entry.CHECKPOINT,
                        Entry.AUDIT,
                        Entry.CHECKPOINT);
        assertThat(Places.fault(places.file("m1.db"))).isEmpty();
    }

    @Test
    void a_chain_may_be_signed_with_ml_dsa() throws ArchiveFailure {
        Settings of = places.settings("m1");
        Settings chosen = new Settings(of.file(), of.member(), of.limits(), VerificationKey.ML_DSA_65);
        try (Archive archive = Archive.open(chosen, Head.NONE, places.time())) {
            Places.fill(archive, 3);
            assertThat(archive.key().algorithm()).isEqualTo("ML-DSA-65");
        }
        // The key that is there has its own algorithm.
        places.filled("m1", 1);
        assertThat(Places.fault(of.file())).isEmpty();
        assertThat(Places.read(of.file()).getLast().algorithm()).isEqualTo("ML-DSA-65");
    }

    @Test
    void nobody_else_writes_what_the_archive_writes_itself() throws ArchiveFailure {
        try (Archive archive = places.open("m1")) {
            for (String kind : List.of("begin", "checkpoint", "clock", "export", "cut")) {
                assertThatThrownBy(() -> archive.append(new Entry(kind, "me", "", "", "")))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(kind);
            }
        }
    }

    @Test
    void a_second_opening_is_refused_in_one_line() throws ArchiveFailure {
        try (Archive archive = places.open("m1")) {
            assertThatThrownBy(() -> places.open("m1"))
                    .isInstanceOfSatisfying(
                            ArchiveFailure.class, e -> assertThat(e.why()).isEqualTo(Why.HELD))
                    .hasMessage(places.file("m1.db") + " is written by another process, which must end first");
            assertThat(archive.state().isTroubled()).isFalse();
        }
        places.open("m1").close();
    }

    @Test
    void what_is_closed_takes_nothing_more_and_closes_again_without_harm() throws ArchiveFailure {
        Archive archive = places.open("m1");
        archive.close();
        archive.close();

        assertThatThrownBy(() -> archive.append(Places.audit("late")))
                .isInstanceOfSatisfying(
                        ArchiveFailure.class, e -> assertThat(e.why()).isEqualTo(Why.CLOSED));
    }

    @Test
    void files_are_for_their_owner_alone() throws Exception {
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, 1);
            archive.export(places.file("m1.jsonl"), "admin");
            try (var files = Files.list(folder)) {
                assertThat(files)
                        .hasSizeGreaterThan(4)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void a_key_that_others_may_read_is_refused() throws Exception {
        places.filled("m1", 1);
        Files.setPosixFilePermissions(places.file("m1.db.key"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> places.open("m1"))
                .hasMessage(places.file("m1.db.key")
                        + " is open to others: its mode is rw-r-----, and rw------- (0600) was expected");
    }

    @Test
    void a_key_that_is_gone_or_another_is_not_made_anew() throws Exception {
        places.filled("m1", 1);
        places.filled("m2", 1);
        Files.move(places.file("m2.db.key"), places.file("m1.db.key"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> places.open("m1"))
                .hasMessage(
                        places.file("m1.db") + " is signed by another key than " + places.file("m1.db.key") + " holds");
        assertThatThrownBy(() -> places.open("m2")).hasMessage("there is no " + places.file("m2.db.key"));
        assertThat(places.file("m2.db.key")).doesNotExist();
    }

    @Test
    void a_key_file_of_halves_or_of_something_else_is_refused() throws Exception {
        places.filled("m1", 1);
        places.filled("m2", 1);
        Path key = places.file("m1.db.key");
        String first = Files.readString(key);
        String second = Files.readString(places.file("m2.db.key"));
        int half = first.indexOf("-----BEGIN PUBLIC");

        Files.writeString(key, first.substring(0, half) + second.substring(second.indexOf("-----BEGIN PUBLIC")));
        assertThatThrownBy(() -> places.open("m1"))
                .hasMessage(key + ": its private and its public key are not of one pair");
        for (String other : List.of("", "hello", first.substring(half), first.substring(0, half))) {
            Files.writeString(key, other);
            assertThatThrownBy(() -> places.open("m1"))
                    .hasMessage(key + " holds no key of Ed25519 or ML-DSA-65 in PEM");
        }
    }

    @Test
    void an_archive_of_another_member_is_refused() throws Exception {
        places.filled("m1", 1);
        for (String end : List.of(".db", ".db.key")) {
            Files.move(places.file("m1" + end), places.file("m2" + end));
        }

        assertThatThrownBy(() -> places.open("m2"))
                .hasMessage(places.file("m2.db") + " is the archive of m1, not of m2");
    }

    @Test
    void what_is_no_archive_is_left_alone() throws Exception {
        Places.edit(places.file("m1.db"), "CREATE TABLE other (a)");
        places.filled("m2", 1);
        Files.move(places.file("m2.db.key"), places.file("m1.db.key"));
        Files.setPosixFilePermissions(places.file("m1.db"), PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> places.open("m1")).hasMessage(places.file("m1.db") + " is a database, but no archive");
    }

    @Test
    void an_archive_changed_after_its_last_signature_is_not_opened() throws Exception {
        Archive archive = places.open("m1");
        Places.fill(archive, 3);
        copyTo(places.file("m2.db"));
        archive.close();
        Places.edit(places.file("m2.db"), "UPDATE entries SET what = 'other' WHERE sequence = 3");
        Files.move(places.file("m2.db"), places.file("m1.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> places.open("m1"))
                .isInstanceOfSatisfying(
                        ArchiveFailure.class, e -> assertThat(e.why()).isEqualTo(Why.BROKEN))
                .hasMessageStartingWith(places.file("m1.db") + " is broken at entry 3");
    }

    @Test
    void an_archive_whose_last_signature_is_another_is_not_opened() throws Exception {
        Path file = places.filled("m1", 3);
        Places.edit(file, "UPDATE entries SET signature = randomblob(64) WHERE sequence = 5");

        assertThatThrownBy(() -> places.open("m1")).hasMessageStartingWith(file + " is broken at entry 5");
    }

    @Test
    void an_export_or_cut_that_the_member_did_not_sign_makes_nothing_be_forgotten() throws Exception {
        Path file = places.filled("m1", 20);
        String hash = Places.read(file).get(3).head().hash();
        for (String kind : List.of("export", "cut")) {
            for (String more : List.of("", "DELETE FROM entries WHERE sequence = 6")) {
                requireNotBelieved(file, kind, hash, more);
            }
        }
    }

    private void requireNotBelieved(Path file, String kind, String hash, String more) throws Exception {
        Path copy = places.file("m2.db");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(places.file("m1.db.key"), places.file("m2.db.key"), StandardCopyOption.REPLACE_EXISTING);
        Places.edit(
                copy,
                "UPDATE entries SET kind = '" + kind + "', algorithm = 'Ed25519', what = '{\"through\":4,\"hash\":\""
                        + hash
                        + "\"}', hash = (SELECT hash FROM entries WHERE sequence = 1), signature = (SELECT signature FROM"
                        + " entries WHERE sequence = 1) WHERE sequence = 7");
        if (!more.isEmpty()) {
            Places.edit(copy, more);
        }
        Settings settings = Settings.of(copy, new MemberId("m1"));

        assertThatThrownBy(() -> Archive.open(settings, Head.NONE, places.time()))
                .hasMessageStartingWith(copy + " is broken at entry 7");
        assertThat(Places.edit(copy, "DELETE FROM entries WHERE sequence <= 4")).isEqualTo(4);
    }

    @Test
    void who_exports_or_forgets_is_named() throws ArchiveFailure {
        try (Archive archive = places.open("m1")) {
            for (String who : List.of("", "x".repeat(1_025))) {
                assertThatThrownBy(() -> archive.export(places.file("1.jsonl"), who))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> archive.forgetExported(who)).isInstanceOf(IllegalArgumentException.class);
            }
            archive.write(Places.audit("goes on"), Places.PATIENCE);
        }
    }

    private void copyTo(Path copy) throws Exception {
        Places.edit(places.file("m1.db"), "VACUUM INTO '" + copy + "'");
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void an_older_copy_is_noticed_by_a_head_that_was_kept_elsewhere() throws Exception {
        Path file = places.filled("m1", 5);
        Path copy = places.file("copy");
        Files.copy(file, copy);
        places.filled("m1", 5);
        Head known = Places.read(file).getLast().head();
        Archive.open(places.settings("m1"), known, places.time()).close();

        Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Archive.open(places.settings("m1"), known, places.time()))
                .isInstanceOfSatisfying(
                        ArchiveFailure.class, e -> assertThat(e.why()).isEqualTo(Why.BROKEN))
                .hasMessage(file + " ends with entry 7, but entry " + known.sequence()
                        + " is known: an older copy was put back, or entries were taken off the end");

        places.filled("m1", 50);
        assertThatThrownBy(() -> Archive.open(places.settings("m1"), known, places.time()))
                .hasMessage(file + " has another entry " + known.sequence() + " than is known: it was written anew");
        // Without the head nothing can be noticed.
        places.open("m1").close();
    }

    @Test
    void a_start_that_ended_before_its_first_entry_is_done_again() throws IOException, ArchiveFailure {
        places.filled("m1", 1);
        Files.delete(places.file("m1.db"));
        Files.createFile(
                places.file("m1.db"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        places.filled("m1", 1);
        assertThat(Places.fault(places.file("m1.db"))).isEmpty();
    }
}
