package org.openmfs.agent.netconf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code agent ARGUMENT...} as a Java process of its own, as {@code ./mfs agent} starts it. */
final class AgentProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path out;
    private final Path err;
    private final Process process;
    private final long started = System.nanoTime();

    private AgentProcess(Path folder, ProcessBuilder builder) throws IOException {
        out = Files.createTempFile(folder, "agent", ".out");
        err = Files.createTempFile(folder, "agent", ".err");
        process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    /**
     * What a process that ended said.
     *
     * @param err lines of its standard error without those of the log and the JVM
     */
    record Ended(int status, List<String> out, List<String> err, Duration took) {}

    /** Starts an agent. */
    static AgentProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    static AgentProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), AgentMain.class.getName()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().putAll(environment);
        return new AgentProcess(folder, builder);
    }

    /** Runs an agent that ends by itself. */
    static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
        try (AgentProcess agent = start(folder, arguments)) {
            return agent.end();
        }
    }

    Ended end() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the agent did not end: " + lines(err));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        return new Ended(process.exitValue(), lines(out), lines(err), took);
    }

    /** The first line of its output that begins so, once it is there; empty when it ended without. */
    Optional<String> await(String beginning) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
            Optional<String> found = lines(out).stream()
                    .filter(line -> line.startsWith(beginning))
                    .findFirst();
            if (found.isPresent() || ended) {
                return found;
            }
        }
        return Optional.empty();
    }

    List<String> out() throws IOException {
        return lines(out);
    }

    List<String> err() throws IOException {
        return lines(err);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\dT.*|WARNING: .*|Picked up .*"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
