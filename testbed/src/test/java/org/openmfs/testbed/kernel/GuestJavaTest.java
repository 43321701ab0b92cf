package org.openmfs.testbed.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuestJavaTest {
    @TempDir
    private Path folder;

    @Test
    void a_class_cache_trained_outside_fits_the_command_for_the_guest() throws Exception {
        Path cache = folder.resolve("agent.aot");
        GuestJava java = new GuestJava(
                Path.of(System.getProperty("java.home")), jarOf(Greeting.class).toString(), 32, List.of());
        List<String> options = List.of("-Djava.io.tmpdir=" + folder);

        output(with(options, java).training(cache, Greeting.class.getName(), List.of("train")));
        GuestJava strict =
                with(List.of("-XX:AOTMode=on", options.getFirst()), java).cached(cache);

        assertThat(cache).isNotEmptyFile();
        assertThat(output(
                        strict.main(Greeting.class.getName(), List.of("guest")).line()))
                .contains("hello guest");
    }

    @Test
    void a_command_keeps_quotes_blanks_and_its_environment() throws Exception {
        GuestCommand command = new GuestCommand(
                List.of("sh", "-c", "echo \"$1\" $WORD; pwd", "sh", "it's  one"), Map.of("WORD", "a 'b' $c"), folder);

        List<String> lines = output(List.of("sh", "-c", command.script(folder.resolve("pid"))));

        assertThat(lines)
                .containsExactly("it's  one a 'b' $c", folder.toRealPath().toString());
        assertThat(Files.readString(folder.resolve("pid"))).matches("[0-9]+\\n");
    }

    private static GuestJava with(List<String> options, GuestJava java) {
        return new GuestJava(java.home(), java.classPath(), java.heapMegabytes(), options);
    }

    private static List<String> output(List<String> line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private Path jarOf(Class<?> type) throws IOException {
        Path jar = folder.resolve("greeting.jar");
        String entry = type.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                InputStream bytes = type.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
        }
        return jar;
    }

    /** A program of one line. */
    static final class Greeting {
        private Greeting() {}

        public static void main(String[] arguments) {
            new PrintStream(new FileOutputStream(FileDescriptor.out), true).println("hello " + arguments[0]);
        }
    }
}
