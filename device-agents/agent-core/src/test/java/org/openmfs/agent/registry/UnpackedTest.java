package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where the journal's native library cannot be used. */
final class UnpackedTest {
    private static final String FOLDER = "org.sqlite.tmpdir";

    private final Optional<String> before = Optional.ofNullable(System.getProperty(FOLDER));

    /** As the driver names what it throws. */
    private static final class NativeLibraryNotFoundException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @AfterEach
    void putBack() {
        before.ifPresentOrElse(folder -> System.setProperty(FOLDER, folder), () -> System.clearProperty(FOLDER));
    }

    @Test
    void a_library_that_is_not_loaded_from_a_folder_with_room_is_told_with_the_folder(@TempDir Path folder) {
        System.setProperty(FOLDER, folder.toString());

        assertThat(Unpacked.why(new SQLException(new NativeLibraryNotFoundException())))
                .isEqualTo("its native library cannot be unpacked to " + folder + ", or not loaded");
    }

    @Test
    void a_folder_that_it_cannot_be_written_to_is_told_with_the_reason(@TempDir Path folder) {
        Path none = folder.resolve("none");
        System.setProperty(FOLDER, none.toString());

        assertThat(Unpacked.why(new SQLException(new NativeLibraryNotFoundException())))
                .startsWith("its native library cannot be unpacked to " + none + ": cannot be written: ");
    }

    @Test
    void another_failure_is_told_as_the_driver_tells_it() {
        assertThat(Unpacked.why(new SQLException("database is locked"))).isEqualTo("database is locked");
    }
}
