package org.openmfs.testbed.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program that the demonstration started; its output is in a file. */
final class Child implements AutoCloseable {
    private static final long PATIENCE_S = 10;

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Child start(Path log, List<String> line) throws IOException {
        Process process = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Child(process, log);
    }

    /** What follows the words in the first line that begins with them. */
    Optional<String> said(String words) throws IOException {
        return LogLine.find(log, words);
    }

    long pid() {
        return process.pid();
    }

    boolean running() {
        return process.isAlive();
    }

    /** As a power cut would. */
    void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A line in a program's output. */
    static final class LogLine {
        private LogLine() {}

        static Optional<String> find(Path log, String words) throws IOException {
            if (!Files.exists(log)) {
                return Optional.empty();
            }
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith(words))
                    .map(line -> line.substring(words.length()).strip())
                    .findFirst();
        }
    }
}
