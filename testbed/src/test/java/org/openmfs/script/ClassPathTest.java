package org.openmfs.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the class path of a program says by itself: nothing, since one logging back end is on it and no second. */
final class ClassPathTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"testbed", "benchmarks", "karaf-features/standalone", "device-agents/agent-netconf", "this test"
            })
    void the_first_logger_of_a_program_is_made_without_a_word(String program) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-Djava.io.tmpdir=" + folder,
                        "-Dopenmfs.log.folder=" + folder.resolve("log"),
                        "-cp",
                        classPath(program) + ":" + ownClasses(),
                        FirstLoggerMain.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readAllLines(err)).noneMatch(line -> line.startsWith("SLF4J"));
        assertThat(Files.readAllLines(out)).isEqualTo(List.of("ch.qos.logback.classic.LoggerContext"));
        assertThat(process.exitValue()).isZero();
    }

    private static String classPath(String program) throws Exception {
        if (program.equals("this test")) {
            return System.getProperty("java.class.path");
        }
        Path above = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(above.resolve("mfs"))) {
            above = above.getParent();
        }
        Path list = above.resolve(program).resolve("target/classpath.txt");
        assumeTrue(Files.isRegularFile(list), "what is packaged is there in ./mfs test");
        return Files.readString(list).strip();
    }

    private static Path ownClasses() throws Exception {
        return Path.of(FirstLoggerMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
