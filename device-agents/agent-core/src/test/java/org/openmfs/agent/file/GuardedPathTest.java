package org.openmfs.agent.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a path depends on. */
final class GuardedPathTest {
    private static final int SOMEBODY = 4711;

    @TempDir
    Path temporary;

    private Path folder;
    private Path file;
    private int user;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(temporary.toRealPath().resolve("a/b"));
        file = Files.writeString(folder.resolve("file"), "");
        mode(file, "rw-r--r--");
        user = GuardedPath.ownUser();
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private GuardedPath.Way way(Path path) throws IOException {
        return GuardedPath.follow(path, user);
    }

    @Test
    void own_files_in_own_folders_below_a_folder_of_all_with_a_sticky_bit_are_guarded() throws Exception {
        assertThat(way(file)).isEqualTo(new GuardedPath.Way(file, List.of()));
        assertThat(user).isEqualTo(Files.getAttribute(file, "unix:uid"));

        mode(folder.getParent(), "rwxrwxrwx");
        assertThat(way(file).faults()).containsExactly("others may write to " + folder.getParent());
        Files.setAttribute(folder.getParent(), "unix:mode", 0_1777);
        assertThat(way(file).faults()).isEmpty();
    }

    @Test
    void links_are_followed_wherever_on_the_way_they_are() throws Exception {
        Path there = Files.createSymbolicLink(temporary.resolve("there"), Path.of("a/../a/./b"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), there.resolve("file"));

        assertThat(way(link).target()).isEqualTo(file);

        mode(folder, "rwxrwxr-x");
        assertThat(way(link).faults()).containsExactly("others may write to " + folder);
    }

    @Test
    void what_belongs_to_somebody_else_is_told() throws Exception {
        if (user == 0) {
            Files.setAttribute(folder, "unix:uid", SOMEBODY);
            assertThat(way(file).faults()).containsExactly(folder + " belongs to user " + SOMEBODY);
            assertThat(GuardedPath.follow(file, SOMEBODY).faults()).isEmpty();
        } else {
            assertThat(GuardedPath.follow(file, SOMEBODY).faults()).contains(file + " belongs to user " + user);
        }
    }

    @Test
    void links_in_a_ring_and_to_nothing_lead_nowhere() throws Exception {
        Path ring = Files.createSymbolicLink(temporary.resolve("ring"), Path.of("ring"));
        Path lost = Files.createSymbolicLink(temporary.resolve("lost"), Path.of("nothing"));

        assertThatThrownBy(() -> way(ring)).isInstanceOf(IOException.class).hasMessageContaining("more than 40 links");
        assertThatThrownBy(() -> way(lost)).isInstanceOf(NoSuchFileException.class);
    }
}
