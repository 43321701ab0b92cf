package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is changed at random, in an archive or an export, verifying finds it. Each run has its seed in its name. */
final class EditedArchiveTest {
    private static final int ENTRIES = 60;
    private static final int ROWS_EDITED = 120;
    private static final int OCTETS_EDITED = 150;
    private static final List<String> TEXTS = List.of("time", "kind", "who", "what", "origin", "outcome", "algorithm");

    @TempDir
    private Path folder;

    private Places places;
    private Path file;
    private Path export;
    private Head head;

    @BeforeEach
    void fill() throws Exception {
        places = new Places(folder);
        export = places.file("m1.jsonl");
        try (Archive archive = places.open("m1")) {
            Places.fill(archive, ENTRIES / 2);
            archive.export(places.file("0.jsonl"), "admin");
            archive.forgetExported("admin");
            Places.fill(archive, ENTRIES);
            archive.export(export, "admin");
            Places.fill(archive, ENTRIES);
        }
        file = places.file("m1.db");
        head = Places.read(file).getLast().head();
    }

    private List<Verdict> verdicts(Path of) {
        return new Verification(List.of(of), List.of())
                .expecting(new MemberId("m1"), head)
                .verdicts();
    }

    @Test
    void every_edit_of_rows_is_found() throws Exception {
        long first = Places.read(file).getFirst().sequence();
        assertThat(verdicts(file)).allMatch(Verdict::isSound);
        Path edited = places.file("edited.db");
        for (int seed = 0; seed < ROWS_EDITED; seed++) {
            Files.copy(file, edited, StandardCopyOption.REPLACE_EXISTING);
            String[] edit = edit(new Random(seed), first);
            assertThat(Places.edit(edited, edit))
                    .as("seed %d: %s", seed, Arrays.asList(edit))
                    .isPositive();

            assertThat(verdicts(edited))
                    .as("seed %d: %s", seed, Arrays.asList(edit))
                    .anyMatch(verdict -> !verdict.isSound());
        }
    }

    private String[] edit(Random random, long first) {
        long one = first + random.nextLong(head.sequence() - first + 1);
        long other = one == head.sequence() ? one - 1 : one + 1;
        String at = " WHERE sequence = " + one;
        return switch (random.nextInt(7)) {
            case 0 -> new String[] {"DELETE FROM entries" + at};
            case 1 -> new String[] {"DELETE FROM entries WHERE sequence >= " + one};
            case 2 -> new String[] {"DELETE FROM entries WHERE sequence <= " + one};
            case 3 ->
                new String[] {
                    "UPDATE entries SET sequence = -1" + at,
                    "UPDATE entries SET sequence = " + one + " WHERE sequence = " + other,
                    "UPDATE entries SET sequence = " + other + " WHERE sequence = -1"
                };
            case 4 -> new String[] {"UPDATE entries SET hash = randomblob(48)" + at};
            case 5 -> new String[] {"UPDATE entries SET signature = randomblob(64)" + at};
            default -> {
                String column = TEXTS.get(random.nextInt(TEXTS.size()));
                yield new String[] {"UPDATE entries SET " + column + " = " + column + " || 'x'" + at};
            }
        };
    }

    @Test
    void every_edit_of_an_export_is_found() throws Exception {
        head = Head.NONE;
        byte[] whole = Files.readAllBytes(export);
        Path edited = places.file("edited.jsonl");
        Files.write(edited, whole);
        assertThat(Places.fault(edited)).isEmpty();
        for (int seed = 0; seed < OCTETS_EDITED; seed++) {
            Random random = new Random(seed);
            Files.write(edited, changed(whole, random));

            assertThat(Places.fault(edited)).as("seed %d", seed).isNotEmpty();
        }
    }

    /** One octet is another, or is gone, or is there twice (an octet that stands before its equal can't be told), or the end is. */
    private static byte[] changed(byte[] whole, Random random) {
        int at = random.nextInt(whole.length);
        switch (random.nextInt(4)) {
            case 0:
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            case 1:
                return joined(Arrays.copyOf(whole, at), Arrays.copyOfRange(whole, at + 1, whole.length));
            case 2:
                return joined(Arrays.copyOf(whole, at + 1), Arrays.copyOfRange(whole, at, whole.length));
            default:
                return Arrays.copyOf(whole, at);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    /** SQLite's own octets hold much that says nothing; where such a one changes, all entries still read as they were. */
    @Test
    void an_octet_of_the_file_that_changes_changes_no_entry_unfound() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        List<Archived> rows = Places.read(file);
        Path edited = places.file("edited.db");
        int found = 0;
        for (int seed = 0; seed < OCTETS_EDITED; seed++) {
            Random random = new Random(seed);
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(edited, flipped);
            if (verdicts(edited).stream().allMatch(Verdict::isSound)) {
                assertThat(Places.read(edited)).as("seed %d", seed).isEqualTo(rows);
            } else {
                found++;
            }
        }
        assertThat(found).isGreaterThan(OCTETS_EDITED / 4);
    }
}
