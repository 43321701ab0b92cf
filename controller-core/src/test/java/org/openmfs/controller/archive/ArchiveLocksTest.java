package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Locks of a file are a process's, and gone as soon as it closes that file anywhere (POSIX, fcntl): without them whoever
 * else opens the archive takes it for nobody's, and takes its write-ahead log away.
 */
final class ArchiveLocksTest {
    @TempDir
    private Path folder;

    private Places places;
    private Path file;
    private Archive archive;

    @BeforeEach
    void write() throws Exception {
        places = new Places(folder);
        file = places.file("m1.db");
        archive = places.open("m1");
        Places.fill(archive, 5);
        assertThat(locks(file)).isNotEmpty();
    }

    @AfterEach
    void stop() throws Exception {
        archive.close();
    }

    /** As Linux lists them; each ends with the file's number and the octets. */
    private static List<String> locks(Path file) throws IOException {
        String number = ":" + Files.getAttribute(file, "unix:ino") + " ";
        String process = " " + ProcessHandle.current().pid() + " ";
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .filter(line -> line.contains(number) && line.contains(process))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .sorted()
                .toList();
    }

    @Test
    void an_export_leaves_the_writer_its_locks() throws Exception {
        List<String> before = locks(file);

        archive.export(places.file("m1.jsonl"), "admin");

        assertThat(locks(file)).isEqualTo(before);
    }

    @Test
    void who_verifies_or_shows_it_in_the_writers_process_leaves_the_writer_its_locks() throws Exception {
        List<String> before = locks(file);

        assertThat(Places.fault(file)).isEmpty();
        assertThat(Places.read(file)).hasSize(6);

        assertThat(locks(file)).isEqualTo(before);
    }

    @Test
    void who_is_refused_the_archive_in_the_writers_process_leaves_it_held_for_other_processes() throws Exception {
        Path lock = places.file("m1.db.lock");
        List<String> before = locks(lock);
        assertThat(before).hasSize(1);

        assertThatThrownBy(() -> places.open("m1")).hasMessageContaining("is written by another process");

        assertThat(locks(lock)).isEqualTo(before);
        archive.close();
        assertThat(locks(lock)).isEmpty();
        archive = places.open("m1");
    }
}
