package org.openmfs.testbed;

import com.google.gson.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openmfs.testbed.part.Part;
import org.openmfs.testbed.part.PartSetup;
import org.openmfs.testbed.web.Json;

/** A network in a Java process of its own. */
final class ChildPart implements Part {
    private static final long PATIENCE_SECONDS = 3;
    private final PartKind kind;
    private final Process process;
    private final Path log;
    private final BufferedWriter orders;
    private JsonObject description = new JsonObject();

    private ChildPart(PartKind kind, Process process, Path log) {
        this.log = log;
        this.kind = kind;
        this.process = process;
        this.orders = process.outputWriter();
    }

    /** Starts the process, which then waits for its set-up. */
    static ChildPart launch(PartKind kind, Path topology, Path log) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                PartMain.class.getName(),
                kind.name(),
                topology.toAbsolutePath().toString());
        return new ChildPart(
                kind, new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    /** Gives the process its set-up. */
    void order(PartSetup setup) throws IOException {
        orders.write(setup.toJson() + "\n");
        orders.flush();
    }

    /** Waits until the network is there. */
    void await() throws IOException, TestbedException {
        String line = process.inputReader().readLine();
        JsonObject answer = line == null ? new JsonObject() : Json.parseObject(line);
        if (!answer.has("ready")) {
            Optional<String> error = Json.text(answer, "error");
            throw new TestbedException(
                    error.orElse("the " + kind.label() + " process ended before it was ready" + lastWord()));
        }
        description = answer.getAsJsonObject("ready");
    }

    /** The last line that the process wrote, since its log may vanish with the testbed's folder. */
    private String lastWord() throws IOException {
        List<String> lines =
                Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : ": " + lines.getLast().strip();
    }

    long pid() {
        return process.pid();
    }

    PartKind kind() {
        return kind;
    }

    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public JsonObject description() {
        return description;
    }

    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
