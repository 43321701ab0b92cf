package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.FIRST;
import static org.openmfs.agent.encdecs.guardian.GuardedInterface.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A guardian whose owner, another process, is killed with its whole process group. */
@Timeout(60)
final class GuardianOwnerTest {
    @TempDir
    private Path place;

    private GuardedInterface link;

    @BeforeEach
    void make() throws Exception {
        link = new GuardedInterface(place.toRealPath());
    }

    @AfterEach
    void end() throws Exception {
        link.close();
    }

    @Test
    void the_deadline_of_an_owner_killed_with_its_process_group_stands() throws Exception {
        killedAfterArming(Duration.ofMillis(1_500));
        assertThat(link.removed()).isEmpty();

        await("the removal", () -> link.removed().equals(GuardedInterface.both()));
    }

    @Test
    void the_next_owner_takes_over_the_guardian_with_its_deadline_and_gives_it_another() throws Exception {
        killedAfterArming(Duration.ofHours(1));
        ProcessHandle process = link.process();

        Guardian next = link.open();
        assertThat(link.process()).isEqualTo(process);
        assertThat(next.lives()).isTrue();
        next.arm(Duration.ZERO, FIRST);

        await("the report", () -> link.fired.get() == 1);
        assertThat(link.removed()).isEqualTo(FIRST);
    }

    private void killedAfterArming(Duration deadline) throws Exception {
        Process owner = new ProcessBuilder(
                        "setsid",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GuardianOwnerMain.class.getName(),
                        link.folder.toString(),
                        Long.toString(deadline.toMillis()),
                        link.ip.toString(),
                        "-force",
                        "-batch",
                        "-")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = owner.inputReader()) {
            assertThat(said.readLine()).isEqualTo("armed");
        } finally {
            new ProcessBuilder("kill", "-KILL", "--", "-" + owner.pid()).start().waitFor();
            owner.waitFor();
        }
    }
}
