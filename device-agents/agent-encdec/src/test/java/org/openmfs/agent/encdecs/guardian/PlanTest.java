package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a guardian may be told, and by whom. */
final class PlanTest {
    private static final int LONGEST = 3_900;

    @TempDir
    private Path place;

    @Test
    void a_plan_fits_into_one_question_or_is_refused() throws Exception {
        Duration soon = Duration.ofHours(1);
        int deadline = Plan.of(List.of(new Removal(soon, List.of("x")))).text().length() - 1;
        String longest = "x".repeat(LONGEST - deadline);

        assertThat(Plan.of(List.of(new Removal(soon, List.of(longest)))).text()).hasSize(LONGEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.of(List.of(new Removal(soon, List.of(longest + "x")))));
    }

    @Test
    void a_program_that_ends_badly_is_a_failure() {
        assertThatThrownBy(() -> Command.run(Duration.ofSeconds(20), "false"))
                .isInstanceOf(GuardianFailure.class)
                .hasMessage("false failed");
    }

    @Test
    void an_interface_of_no_such_name_has_no_guardian() {
        GuardedInterface nobody = null;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Guardian.open(
                        place.resolve("guardian"), "no;name", List.of("false"), GuardedInterface.PACE, nobody));
    }

    @Test
    void a_guardian_that_could_not_be_opened_leaves_its_folder_to_the_next() throws Exception {
        Path real = place.toRealPath();
        try (GuardedInterface link = new GuardedInterface(real)) {
            Path folder = Files.createDirectory(link.folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Path inTheWay = Files.createFile(folder.resolve("ask"));
            assertThatThrownBy(link::open)
                    .isInstanceOf(GuardianFailure.class)
                    .hasMessageContaining("must be a named pipe");

            Files.delete(inTheWay);

            assertThat(link.open().lives()).isTrue();
        }
    }
}
