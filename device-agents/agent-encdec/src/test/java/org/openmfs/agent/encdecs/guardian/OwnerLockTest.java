package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnerLockTest {
    @TempDir
    private Path folder;

    @Test
    void who_does_not_get_it_holds_no_file_open_and_who_gives_it_back_leaves_it_to_the_next() throws Exception {
        try (OwnerLock held = OwnerLock.of(folder)) {
            assertThatThrownBy(() -> OwnerLock.of(folder)).isInstanceOf(GuardianFailure.class);
            assertThat(OpenFiles.in(folder)).as("%s", held).hasSize(1);
        }
        OwnerLock.of(folder).close();
        assertThat(OpenFiles.in(folder)).isEmpty();
    }
}
