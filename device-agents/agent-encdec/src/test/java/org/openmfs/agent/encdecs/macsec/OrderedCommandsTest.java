package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.encdec.EncDecFailure;

/** In which order the kernel carries out what an agent, and the one after it, tell ip(8). */
@Timeout(60)
final class OrderedCommandsTest {
    @TempDir
    private Path folder;

    /** What it shows is done in another process, which does not see a mutation. */
    @Test
    @Tag("not-under-mutation")
    void what_a_killed_agent_told_the_kernel_is_over_before_the_next_one_tells_it_anything() throws Exception {
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphanIpMain.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        while (!Files.exists(folder.resolve("begun"))) {
            assertThat(agent.isAlive()).isTrue();
            Thread.sleep(20);
        }
        agent.destroyForcibly().waitFor();

        OrphanIpMain.command(folder, "cat > /dev/null; " + OrphanIpMain.noting(folder, "after"))
                .run(new IpScript().add("macsec add macsec0 tx sa 0"));

        assertThat(folder.resolve("log")).hasContent("before\nafter");
    }

    @Test
    void a_program_that_is_not_there_is_told_as_one_that_can_not_be_run() {
        IpCommand none = new IpCommand(List.of(folder.resolve("ip").toString())).inOrder(folder.resolve("lock"));
        assertThatExceptionOfType(EncDecFailure.class)
                .isThrownBy(() -> none.run(new IpScript().add("macsec show")))
                .withMessage("ip could not be run: macsec show");
    }

    @Test
    void one_that_waits_for_its_turn_in_vain_says_so() throws Exception {
        Path lock = folder.resolve("lock");
        Process holder =
                new ProcessBuilder("flock", "-F", lock.toString(), "sh", "-c", "echo held; exec sleep 60").start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            IpCommand next = new IpCommand(List.of("cat")).inOrder(lock);
            assertThatExceptionOfType(EncDecFailure.class)
                    .isThrownBy(() -> next.run(new IpScript().add("macsec show")))
                    .withMessage("an ip of before is not at its end: macsec show");
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }
}
