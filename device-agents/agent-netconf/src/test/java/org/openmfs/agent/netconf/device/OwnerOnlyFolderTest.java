package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that the agent makes for itself, and a crash at any moment. */
final class OwnerOnlyFolderTest {
    private static final int ROUNDS = 100;
    private static final int LENGTH = 65;

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();

    @Test
    void a_secret_is_there_as_a_whole_or_not_at_all() throws Exception {
        AtomicReference<Path> next = new AtomicReference<>(folder.resolve("secret-0"));
        AtomicBoolean torn = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        Thread watcher = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                torn.compareAndSet(false, isTorn(next.get()));
            }
        });

        for (int i = 0; i < ROUNDS; i++) {
            Path file = folder.resolve("secret-" + i);
            next.set(file);
            OwnerOnlyFolder.writeSecret(file, random);
            assertThat(file).hasSize(LENGTH);
        }
        done.set(true);
        watcher.join();

        assertThat(torn).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret-1"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(ROUNDS);
        }
    }

    @Test
    void an_empty_secret_that_a_crash_left_is_made_anew_unless_something_is_sealed_under_it() throws Exception {
        Path secret = Files.createFile(folder.resolve("secret"));
        Path journal = folder.resolve("journal");

        OwnerOnlyFolder.requireSecret(secret, journal, random);
        assertThat(secret).hasSize(LENGTH);
        String made = Files.readString(secret);
        OwnerOnlyFolder.requireSecret(secret, journal, random);
        assertThat(secret).hasContent(made);

        Files.createFile(journal);
        Files.writeString(secret, "");
        OwnerOnlyFolder.requireSecret(secret, journal, random);
        assertThat(secret).isEmptyFile();
    }

    private static boolean isTorn(Path file) {
        try {
            return Files.size(file) != LENGTH;
        } catch (IOException absent) {
            return false;
        }
    }
}
