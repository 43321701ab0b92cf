package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifying says the first broken entry and what is wrong with it, in words. */
final class VerificationTest {
    @TempDir
    private Path folder;

    @TempDir
    private static Path templates;

    private static Path filled;

    private Places places;

    @BeforeAll
    static void fill() throws Exception {
        filled = new Places(templates).filled("m1", 2_000);
    }

    @BeforeEach
    void set() {
        places = new Places(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE entries SET what = 'other' WHERE sequence = 7                 | entry 7 was changed
            UPDATE entries SET outcome = '403' WHERE sequence = 1500             | entry 1500 was changed
            UPDATE entries SET time = '2026-11-30T12:00:01Z' WHERE sequence = 7  | entry 7 was changed
            UPDATE entries SET hash = randomblob(48) WHERE sequence = 7          | entry 7 was changed
            DELETE FROM entries WHERE sequence = 7                               | entry 7 is missing
            DELETE FROM entries WHERE sequence BETWEEN 7 AND 9                   | entries 7 to 9 are missing
            DELETE FROM entries WHERE kind = 'checkpoint' AND sequence < 1100    | entry 1002 is missing
            DELETE FROM entries WHERE sequence = 1                               | entry 1 is missing: the file begins with entry 2, and was not cut there
            DELETE FROM entries WHERE sequence <= 1002                           | entry 1 is missing: the file begins with entry 1003, and was not cut there
            UPDATE entries SET signature = randomblob(64) WHERE sequence = 1002  | entry 1002, checkpoint, has a wrong signature
            UPDATE entries SET signature = x'' WHERE sequence = 1002             | entry 1002, checkpoint, lacks its signature
            UPDATE entries SET signature = randomblob(64) WHERE sequence = 7     | entry 7, audit, has a wrong signature
            UPDATE chain SET member = 'm2'                                       | entry 1 was changed
            UPDATE chain SET public_key = randomblob(44)                         | its key is none of Ed25519 or ML-DSA-65
            DELETE FROM entries                                                  | has no entries any more
            UPDATE entries SET kind = 'A' WHERE sequence = 7                     | is damaged: entry 7 holds what no archive writes
            UPDATE entries SET time = '2026-11-30T12:00:00.000Z' WHERE sequence = 7 | is damaged: entry 7 holds what no archive writes
            """)
    void each_change_of_the_file_is_told(String change, String fault) throws Exception {
        Path file = Files.copy(filled, places.file("m1.db"));
        assertThat(Places.edit(file, change)).isPositive();

        assertThat(Places.fault(file).replace(file + " ", "")).isEqualTo(fault);
    }

    @Test
    void entries_that_changed_places_are_told() throws Exception {
        Path file = places.filled("m1", 20);
        Places.edit(
                file,
                "UPDATE entries SET sequence = -7 WHERE sequence = 7",
                "UPDATE entries SET sequence = 7 WHERE sequence = 9",
                "UPDATE entries SET sequence = 9 WHERE sequence = -7");

        assertThat(Places.fault(file)).isEqualTo("entry 7 is out of order: what belongs there stands as entry 9");
    }

    @Test
    void more_than_a_thousand_entries_without_a_checkpoint_are_told() throws Exception {
        Path file = places.filled("m1", 500);
        rechain(file, 600);

        assertThat(Places.fault(file))
                .isEqualTo("a checkpoint is missing: 1001 entries follow entry 1 without a signature, and 1000 at most"
                        + " may");
    }

    private static void rechain(Path file, int more) throws Exception {
        Places.edit(file, "DELETE FROM entries WHERE sequence > 501");
        forge(file, Places.read(file).getLast().head(), more, "");
    }

    /** Goes on as somebody who has the file, but not the key. */
    private static void forge(Path file, Head after, int more, String algorithm) throws Exception {
        MemberId member = new MemberId("m1");
        Entry entry = Places.audit("forged");
        Head head = after;
        List<Archived> forged = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            head = CanonicalForm.next(member, head, Places.NOW, entry, algorithm);
            forged.add(new Archived(head, Places.NOW, entry, algorithm, ""));
        }
        try (Sqlite sqlite = Sqlite.writing(file)) {
            sqlite.insertAll(forged);
        }
    }

    @Test
    void a_chain_that_its_member_never_began_is_told() throws Exception {
        Path file = places.filled("m1", 5);
        Places.edit(file, "DELETE FROM entries");
        forge(file, Head.NONE, 5, "");

        assertThat(Places.fault(file)).isEqualTo("entry 1: a chain begins with its key at entry 1, and nowhere else");
    }

    @Test
    void an_entry_that_names_an_algorithm_and_has_no_signature_is_told() throws Exception {
        Path file = places.filled("m1", 5);
        forge(file, Places.read(file).getLast().head(), 1, "Ed25519");

        assertThat(Places.fault(file)).isEqualTo("entry 8, audit, lacks its signature");
    }

    @Test
    void what_follows_the_last_signature_is_said_to_be_held_by_the_chain_alone() throws Exception {
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, 3);
            Verdict verdict = Places.verdicts(places.file("m1.db")).getFirst();
            assertThat(verdict.isSound()).isTrue();
            assertThat(verdict.notes())
                    .first()
                    .asString()
                    .isEqualTo("what follows entry 1 (3) is held by the chain alone: no signature covers it yet");
        }
        assertThat(Places.verdicts(places.file("m1.db")).getFirst().notes())
                .noneMatch(note -> note.contains("chain alone"));
    }

    @Test
    void a_missing_an_empty_and_a_foreign_file_are_said_as_such() throws Exception {
        Path empty = Files.createFile(places.file("empty"));
        Path text = Files.writeString(places.file("text"), "hello");
        Path json = Files.writeString(places.file("json"), "{}\n");
        Path other = places.file("other.db");
        Places.edit(other, "CREATE TABLE other (a)");
        Path none = places.file("none");

        assertThat(Arrays.asList(
                        Places.fault(none),
                        Places.fault(empty),
                        Places.fault(text),
                        Places.fault(json),
                        Places.fault(other),
                        Places.fault(folder)))
                .containsExactly(
                        "there is no " + none,
                        empty + " is empty",
                        text + " is neither an archive nor an export of one",
                        "its first line is none of an export",
                        other + " is a database, but no archive",
                        folder + " is a folder");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4    | line 4 was changed: no export has such a line
            1    | its first line is none of an export
            """)
    void a_line_of_an_export_in_another_form_is_told(int line, String fault) throws Exception {
        Path export = exported(5);
        List<String> lines = new ArrayList<>(Files.readAllLines(export));
        lines.set(line - 1, lines.get(line - 1).replaceFirst(":", ": "));
        write(export, lines);

        assertThat(Places.fault(export)).isEqualTo(fault);
    }

    @Test
    void an_export_without_its_end_its_middle_or_its_order_is_told() throws Exception {
        Path export = exported(5);
        List<String> lines = Files.readAllLines(export);

        write(export, lines.subList(0, lines.size() - 1));
        assertThat(Places.fault(export)).isEqualTo("entry 7 is missing");

        List<String> middle = new ArrayList<>(lines);
        middle.remove(3);
        write(export, middle);
        assertThat(Places.fault(export)).isEqualTo("entry 3 is missing");

        List<String> swapped = new ArrayList<>(lines);
        swapped.add(3, swapped.remove(2));
        write(export, swapped);
        assertThat(Places.fault(export)).isEqualTo("entry 2 is missing");

        List<String> twice = new ArrayList<>(lines);
        twice.add(4, twice.get(3));
        write(export, twice);
        assertThat(Places.fault(export)).isEqualTo("entry 3 is out of order: it stands after entry 3");

        List<String> shorter = new ArrayList<>(lines);
        shorter.set(0, lines.getFirst().replace("\"last\":7", "\"last\":6"));
        write(export, shorter);
        assertThat(Places.fault(export)).isEqualTo("its first line has a wrong signature");
    }

    @Test
    void a_signature_that_is_written_in_another_way_is_told() throws Exception {
        Path export = exported(5);
        List<String> lines = new ArrayList<>(Files.readAllLines(export));
        String last = lines.getLast();
        int spare = last.lastIndexOf("==") - 1;
        // Of the last letter, base64 reads two bits and leaves four.
        String other = last.substring(0, spare) + (char) (last.charAt(spare) + 1) + last.substring(spare + 1);
        lines.set(lines.size() - 1, other);
        write(export, lines);

        assertThat(Places.fault(export)).isEqualTo("entry 7, checkpoint, has a wrong signature");
    }

    @Test
    void an_export_that_goes_on_after_its_end_is_told() throws Exception {
        Path export = exported(5);
        Path later = places.file("later.jsonl");
        try (Archive archive = places.open("m1")) {
            archive.export(later, "admin");
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(export));
        lines.addAll(Files.readAllLines(later).subList(lines.size(), lines.size() + 1));
        write(export, lines);

        assertThat(Places.fault(export)).isEqualTo("its end is another than its first line says");
    }

    private Path exported(int entries) throws ArchiveFailure {
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, entries);
            return archive.export(places.file("m1.jsonl"), "admin").file();
        }
    }

    private static void write(Path file, List<String> lines) throws Exception {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    @Test
    void files_of_one_member_have_to_tell_the_same_history() throws Exception {
        Path export = exported(5);
        Path other = places.file("other.jsonl");
        Files.move(places.file("m1.db"), places.file("first.db"));
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, 9);
            archive.export(other, "admin");
        }

        assertThat(Places.verdicts(export, places.file("first.db"))).allMatch(Verdict::isSound);
        assertThat(Places.verdicts(export, other).stream().map(Verdict::fault))
                .contains("entry 7 is another than is known from elsewhere: one of the two was written anew");
        assertThat(Places.verdicts(export, places.file("m1.db"))).anyMatch(verdict -> !verdict.isSound());
    }

    @Test
    void another_key_is_told_where_it_is_known() throws Exception {
        Path export = exported(5);
        Files.delete(places.file("m1.db"));
        Files.delete(places.file("m1.db.key"));
        Path file = places.filled("m1", 5);

        assertThat(Places.verdicts(export, file).getLast().fault())
                .isEqualTo("it has another key than the file of the same member before it");
        Verdict verdict =
                new Verification(List.of(file), List.of("00ff")).verdicts().getFirst();
        assertThat(verdict.fault()).startsWith("its key has fingerprint ").endsWith("which is none of those expected");
        String own;
        try (Archive archive = places.open("m1")) {
            own = archive.key().fingerprint();
        }
        assertThat(new Verification(List.of(file), List.of(own)).verdicts()).allMatch(Verdict::isSound);
    }

    @Test
    void entries_taken_off_the_end_are_told_to_who_kept_the_head() throws Exception {
        Path file = places.filled("m1", 1_500);
        Head known = Places.read(file).getLast().head();
        Places.edit(file, "DELETE FROM entries WHERE sequence > 1002");

        assertThat(Places.fault(file)).isEmpty();
        List<Verdict> verdicts = new Verification(List.of(file), List.of())
                .expecting(new MemberId("m1"), known)
                .verdicts();
        assertThat(verdicts.getLast().fault())
                .isEqualTo("ends with entry 1002, but entry " + known.sequence()
                        + " is known: an older copy was put back, or entries were taken off the end");
    }

    @Test
    void a_head_that_is_another_is_told_and_one_that_was_cut_is_noted() throws Exception {
        Path file = places.filled("m1", 5);
        Head other = new Head(3, "0".repeat(96));
        MemberId member = new MemberId("m1");
        assertThat(new Verification(List.of(file), List.of())
                        .expecting(member, other)
                        .verdicts()
                        .getFirst()
                        .fault())
                .isEqualTo("entry 3 is another than is known from elsewhere: one of the two was written anew");

        Head third = Places.read(file).get(2).head();
        try (Archive archive = places.open("m1")) {
            archive.export(places.file("1.jsonl"), "admin");
            archive.forgetExported("admin");
        }
        List<Verdict> cut = new Verification(List.of(file), List.of())
                .expecting(member, third)
                .verdicts();
        assertThat(cut).allMatch(Verdict::isSound);
        assertThat(cut.stream().flatMap(verdict -> verdict.notes().stream()))
                .contains("entry 3 is known, and in no sound file that was given");
        assertThat(new Verification(List.of(file, places.file("1.jsonl")), List.of())
                        .expecting(member, third)
                        .verdicts())
                .hasSize(2)
                .allMatch(Verdict::isSound);
    }

    @Test
    void a_gap_between_the_files_of_a_member_is_noted() throws Exception {
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, 5);
            for (int part = 1; part <= 3; part++) {
                archive.export(places.file(part + ".jsonl"), "admin");
                archive.forgetExported("admin");
                Places.fill(archive, 5);
            }
        }
        List<Verdict> verdicts = Places.verdicts(places.file("1.jsonl"), places.file("3.jsonl"));

        assertThat(verdicts).allMatch(Verdict::isSound);
        assertThat(verdicts.getLast().notes()).containsExactly("entries 8 to 15 are in no sound file that was given");
    }

    @Test
    void members_are_verified_each_by_itself() throws Exception {
        Path first = places.filled("m1", 5);
        Path second = places.filled("m2", 5);
        Path third = places.filled("m3", 5);
        Places.edit(second, "UPDATE entries SET what = 'other' WHERE sequence = 3");

        assertThat(Places.verdicts(first, second, third))
                .extracting(Verdict::fault)
                .containsExactly("", "entry 3 was changed", "");
    }

    @Test
    void verifying_changes_nothing() throws Exception {
        Path file = places.filled("m1", 50);
        byte[] before = Files.readAllBytes(file);
        Places.fault(file);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
