package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.key.KeyId;

/** The list of used keys while a line that power tore is taken out of it. */
final class UsedKeysCrashTest {
    private static final int KEYS = 3_000;
    private static final int ROUNDS = 100;

    @TempDir
    private Path folder;

    private final Random random = new Random(6);

    @Test
    void whole_lines_are_in_the_file_at_every_moment_while_a_torn_one_is_taken_out() throws Exception {
        Path file = folder.resolve("used-keys");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < KEYS; i++) {
            lines.append(KeyId.random(random).hex()).append('\n');
        }
        int whole = lines.length();
        Files.writeString(file, lines);
        AtomicBoolean lost = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        Thread watcher = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                lost.compareAndSet(false, size(file) < whole);
            }
        });

        for (int i = 0; i < ROUNDS; i++) {
            Path torn = Files.writeString(folder.resolve("torn"), lines + "0123abc");
            Files.move(torn, file, StandardCopyOption.ATOMIC_MOVE);
            UsedKeys.in(file);
            assertThat(file).hasSize(whole);
        }
        done.set(true);
        watcher.join();

        assertThat(lost).isFalse();
    }

    @Test
    void keys_noted_after_a_full_disk_cut_a_line_off_are_known_after_a_restart() throws Exception {
        Path file = folder.resolve("used-keys");
        KeyId before = KeyId.random(random);
        KeyId after = KeyId.random(random);
        UsedKeys running = UsedKeys.in(file);
        running.add(before);
        Files.writeString(file, "0123abc", StandardOpenOption.APPEND);

        running.add(after);

        UsedKeys restarted = UsedKeys.in(file);
        assertThat(restarted.contains(before)).isTrue();
        assertThat(restarted.contains(after)).isTrue();
        assertThat(file).hasSize(66);
    }

    @Test
    void the_list_is_its_owners_alone() throws Exception {
        Path file = folder.resolve("used-keys");

        UsedKeys.in(file).add(KeyId.random(random));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasSize(33);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
