package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client of another house gets on with the server. */
final class NcclientTest {
    private static final String PYTHON = "/usr/bin/python3";

    @RegisterExtension
    final ServerFixture fixture = new ServerFixture();

    @Test
    void ncclient_locks_edits_commits_on_trial_confirms_and_subscribes() throws Exception {
        assumeTrue(isInstalled(), "python3-ncclient is not installed");
        var script = Path.of(getClass().getResource("/ncclient-check.py").toURI());
        var process = new ProcessBuilder(
                        PYTHON,
                        script.toString(),
                        Integer.toString(fixture.server().port()),
                        fixture.password())
                .redirectErrorStream(true)
                .start();

        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("ncclient: all well");
        assertThat(process.exitValue()).isZero();
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import ncclient").start().waitFor() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }
}
