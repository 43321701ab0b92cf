package org.openmfs.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The controller as its own process, with everything it prints. */
final class ControllerProcess implements AutoCloseable {
    private static final String STARTED = "RESTCONF at ";
    private static final int LONGEST_START_S = 90;
    private static final int LOOKS_PER_S = 20;

    private final Process process;
    private final Path output;

    private ControllerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ControllerProcess start(Path data, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        return start(List.of(), Map.of(), arguments);
    }

    /**
     * With a command line of its own.
     *
     * @param wrapper what comes before it
     * @param environment more of it
     */
    static ControllerProcess start(List<String> wrapper, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> line = new ArrayList<>(wrapper);
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dlogback.configurationFile=logback.xml",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                ControllerMain.class.getName()));
        line.addAll(arguments);
        Path output = Files.createTempFile("controller", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(output.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ControllerProcess(builder.start(), output);
    }

    /** The root that it prints when it listens; fails if it ends before. */
    String root() throws IOException, InterruptedException {
        for (int i = 0;
                i < LONGEST_START_S * LOOKS_PER_S && !process.waitFor(1_000 / LOOKS_PER_S, TimeUnit.MILLISECONDS);
                i++) {
            Optional<String> root = lines().stream()
                    .filter(line -> line.startsWith(STARTED))
                    .map(line -> line.substring(STARTED.length()))
                    .findFirst();
            if (root.isPresent()) {
                return root.get();
            }
        }
        throw new IllegalStateException("it does not listen: " + lines());
    }

    /** What it ends with; fails if it goes on. */
    int end() throws InterruptedException, IOException {
        if (!process.waitFor(LONGEST_START_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it goes on: " + lines());
        }
        return process.exitValue();
    }

    /** Asks it to end, as an operator does. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** All that it has printed, without what the JVM says of itself. */
    List<String> lines() throws IOException {
        return Files.readString(output, UTF_8)
                .lines()
                .filter(line -> !line.startsWith("WARNING: ") && !line.startsWith("OpenJDK "))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        output.toFile().deleteOnExit();
    }
}
