package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays of a plan when both who made it and who carries it out are gone. */
final class StandingPlanTest {
    @TempDir
    private Path folder;

    @Test
    void a_plan_is_read_as_it_was_written_with_the_boot_that_it_is_of() throws Exception {
        StandingPlan file = new StandingPlan(folder);
        Plan plan = Plan.of(List.of(new Removal(Duration.ofHours(1), GuardedInterface.FIRST)));

        assertThat(file.write(plan)).isTrue();

        assertThat(new StandingPlan(folder).read()).isEqualTo(plan);
        assertThat(Files.readAllLines(folder.resolve("plan")))
                .first()
                .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                        .strip());
        assertThat(file.write(Plan.EMPTY)).isTrue();
        assertThat(folder.resolve("plan")).doesNotExist();
    }

    @Test
    void it_is_told_when_a_plan_could_not_be_written() throws Exception {
        Files.createDirectories(folder.resolve("plan.new/in-the-way"));

        assertThat(new StandingPlan(folder).write(Plan.of(List.of(new Removal(Duration.ZERO, GuardedInterface.FIRST)))))
                .isFalse();
    }
}
