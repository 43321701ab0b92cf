package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In which order the kernel carries out what an agent, and the one after it, tell ip(8). */
@Timeout(60)
@Tag("not-under-mutation")
final class OrderedCommandsTest {
    @TempDir
    private Path folder;

    @Test
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
}
