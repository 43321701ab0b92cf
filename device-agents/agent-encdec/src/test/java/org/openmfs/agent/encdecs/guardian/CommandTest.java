package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandTest {
    /** What a shell sets by itself. */
    private static final List<String> OF_THE_SHELL = List.of("PWD", "OLDPWD", "SHLVL", "_");

    @TempDir
    private Path folder;

    @Test
    void a_program_is_told_the_path_and_nothing_else_of_what_the_agent_was_started_with() throws Exception {
        Path told = folder.resolve("told");

        Command.run(Duration.ofSeconds(20), "sh", "-c", "env > " + told);

        assertThat(Files.readAllLines(told).stream()
                        .map(line -> line.replaceFirst("=.*", ""))
                        .filter(name -> !OF_THE_SHELL.contains(name)))
                .containsExactly("PATH");
    }
}
