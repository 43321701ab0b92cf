package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody reads an archive and takes his time, while it is written. */
final class SlowReaderTest {
    private static final int MANY = 20_000;
    private static final int GROUP = 500;
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private Places places;

    @BeforeEach
    void set() {
        places = new Places(folder);
    }

    private static void append(Archive archive, int entries) throws Exception {
        Entry entry = new Entry(Entry.REPORT, "controller", "x".repeat(1_000), "", "");
        for (int i = 0; i < entries; i += GROUP) {
            for (int j = 1; j < GROUP; j++) {
                archive.append(entry);
            }
            archive.write(entry, Places.PATIENCE);
        }
    }

    @Test
    void what_was_written_does_not_pile_up_beside_the_file() throws Exception {
        try (Archive archive = places.open("m1")) {
            append(archive, 1_000);
            try (ChainSource reader = ChainSource.open(places.file("m1.db"))) {
                assertThat(reader.next()).isPresent();

                append(archive, MANY);

                assertThat(Files.size(Path.of(places.file("m1.db") + "-wal"))).isLessThan(17 * MIB);
                int read = 1;
                while (reader.next().isPresent()) {
                    read++;
                }
                assertThat(read).isEqualTo(reader.last().sequence());
            }
        }
    }

    @Test
    void where_what_he_has_not_read_yet_is_let_go_he_is_told_to_begin_again() throws Exception {
        Path file = places.file("m1.db");
        try (Archive archive = places.open("m1")) {
            append(archive, 1_000);
            try (ChainSource reader = ChainSource.open(file)) {
                assertThat(reader.next()).isPresent();
                archive.export(places.file("m1.jsonl"), "admin");
                archive.forgetExported("admin");
                archive.write(Places.audit("what was cut is deleted before this is written"), Places.PATIENCE);

                assertThatThrownBy(() -> {
                            while (reader.next().isPresent()) {
                                continue;
                            }
                        })
                        .hasMessageMatching(".*m1.db was cut while it was read, behind entry [0-9]+; read it again");
            }
            try (ChainSource again = ChainSource.open(file)) {
                assertThat(again.next()).isPresent();
            }
        }
    }

    @Test
    void what_he_has_read_may_be_let_go() throws Exception {
        Path file = places.file("m1.db");
        try (Archive archive = places.open("m1")) {
            append(archive, 500);
            archive.export(places.file("m1.jsonl"), "admin");
            append(archive, 500);
            try (ChainSource reader = ChainSource.open(file)) {
                for (int i = 0; i < 600; i++) {
                    assertThat(reader.next()).isPresent();
                }
                archive.forgetExported("admin");

                while (reader.next().isPresent()) {
                    continue;
                }
            }
        }
    }
}
