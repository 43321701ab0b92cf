package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the demonstration says to a command line that it can't understand. */
final class DemoCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --simulated --karaf --simulated | --simulated: given twice
            --simulatd                      | there is no option --simulatd; did you mean --simulated?
            extra                           | 'extra' was not expected
            """)
    void a_wrong_command_line_is_told_in_one_line_and_nothing_is_shown(String line, String said)
            throws IOException, InterruptedException {
        Process demo = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx64m",
                                        "-Djava.io.tmpdir=" + folder,
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        DemoMain.class.getName()),
                                Stream.of(line.split(" ")))
                        .toList())
                .redirectErrorStream(true)
                .start();
        try {
            List<String> lines = demo.inputReader().lines().toList();

            assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(2);
            assertThat(lines).containsExactly("demo: " + said + "; usage: ./mfs demo [--simulated] [--karaf]");
        } finally {
            demo.destroyForcibly();
        }
    }
}
