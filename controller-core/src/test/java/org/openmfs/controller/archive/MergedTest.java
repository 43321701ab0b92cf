package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several members' chains read as one, by time. */
final class MergedTest {
    @TempDir
    private Path folder;

    private static List<String> audits(Path... files) throws ArchiveFailure {
        List<String> read = new ArrayList<>();
        Merged.read(List.of(files), (member, row) -> {
            if (row.entry().kind().equals(Entry.AUDIT)) {
                read.add(member + " " + row.entry().what());
            }
        });
        return read;
    }

    @Test
    void chains_of_members_interleave_by_time() throws ArchiveFailure {
        Places places = new Places(folder);
        try (Archive first = places.open("m1");
                Archive second = places.open("m2")) {
            for (int i = 1; i <= 3; i++) {
                first.write(Places.audit("a" + i), Places.PATIENCE);
                places.pass(Duration.ofMillis(5));
                second.write(Places.audit("b" + i), Places.PATIENCE);
                places.pass(Duration.ofMillis(5));
            }
        }
        assertThat(audits(places.file("m2.db"), places.file("m1.db")))
                .containsExactly("m1 a1", "m2 b1", "m1 a2", "m2 b2", "m1 a3", "m2 b3");
    }

    @Test
    void a_chain_keeps_its_own_order_when_its_clock_went_back() throws ArchiveFailure {
        Places places = new Places(folder);
        try (Archive first = places.open("m1")) {
            first.write(Places.audit("a1"), Places.PATIENCE);
            places.turnWallClock(Duration.ofMinutes(-10));
            first.write(Places.audit("a2"), Places.PATIENCE);
        }
        places.turnWallClock(Duration.ofMinutes(5));
        try (Archive second = places.open("m2")) {
            second.write(Places.audit("b1"), Places.PATIENCE);
        }
        assertThat(audits(places.file("m1.db"), places.file("m2.db"))).containsExactly("m2 b1", "m1 a1", "m1 a2");
    }

    @Test
    void what_stands_in_several_files_of_a_member_is_read_once() throws ArchiveFailure {
        Places places = new Places(folder);
        try (Archive archive = places.open("m1")) {
            archive.write(Places.audit("a1"), Places.PATIENCE);
            archive.export(places.file("1.jsonl"), "admin");
            archive.write(Places.audit("a2"), Places.PATIENCE);
            archive.export(places.file("2.jsonl"), "admin");
            archive.write(Places.audit("a3"), Places.PATIENCE);
        }
        assertThat(audits(places.file("m1.db"), places.file("2.jsonl"), places.file("1.jsonl")))
                .containsExactly("m1 a1", "m1 a2", "m1 a3");
    }
}
