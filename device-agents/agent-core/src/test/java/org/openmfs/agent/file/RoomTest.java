package org.openmfs.agent.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoomTest {
    @TempDir
    private Path folder;

    @Test
    void where_a_file_can_be_written_nothing_is_said_and_nothing_is_left() {
        assertThat(Room.fault(folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void where_none_can_be_written_it_is_said_why() {
        assertThat(Room.fault(folder.resolve("none"))).isPresent();
    }
}
