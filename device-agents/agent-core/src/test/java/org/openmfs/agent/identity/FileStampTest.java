package org.openmfs.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a file that is read again is another one. */
final class FileStampTest {
    @TempDir
    private Path folder;

    private Path file;
    private List<FileStamp> before;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("file"), "one");
        before = stamp();
    }

    private List<FileStamp> stamp() {
        return FileStamp.of(List.of(file));
    }

    @Test
    void a_file_that_nobody_touched_is_the_same() {
        assertThat(stamp()).isEqualTo(before);
        assertThat(before.getFirst().isMissing()).isFalse();
    }

    @Test
    void one_with_other_rights_or_put_in_its_place_is_another() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        List<FileStamp> guarded = stamp();
        assertThat(guarded).isNotEqualTo(before);

        Path other = Files.writeString(folder.resolve("other"), "one");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(stamp()).isNotEqualTo(before).isNotEqualTo(guarded);
    }

    @Test
    void one_that_is_not_there_is_missing_and_one_that_can_not_be_looked_at_is_not() throws IOException {
        Files.delete(file);
        assertThat(stamp().getFirst().isMissing()).isTrue();

        Files.createSymbolicLink(file, file);
        assertThat(stamp().getFirst().isMissing()).isFalse();
        assertThat(stamp().getFirst().state()).isEqualTo("FileSystemException");
    }
}
