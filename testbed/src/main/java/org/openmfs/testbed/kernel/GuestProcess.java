package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/** A command running in one side's network namespace, seen through the shared folder. */
public final class GuestProcess {
    private final Path jobs;
    private final String id;

    GuestProcess(Path jobs, String id) {
        this.jobs = jobs;
        this.id = id;
    }

    /** What it wrote to standard output and standard error so far; at most half a second behind. */
    public Path log() {
        return file("log");
    }

    /** Its exit status, once it has ended; 128 + n after signal n. */
    public OptionalInt exit() {
        try {
            return FileSignal.line(file("exit"))
                    .map(line -> OptionalInt.of(Integer.parseInt(line)))
                    .orElse(OptionalInt.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean ended() {
        return exit().isPresent();
    }

    /** Waits for its end; false when the time has passed. */
    public boolean await(Duration limit) throws InterruptedException {
        return FileSignal.await(limit, this::ended);
    }

    /** Asks it to end (SIGTERM). */
    public void terminate() throws IOException {
        signal("TERM");
    }

    /** Ends it without asking (SIGKILL), as a crash would. */
    public void kill() throws IOException {
        signal("KILL");
    }

    private void signal(String name) throws IOException {
        if (!Files.exists(file(name))) {
            Files.createFile(file(name));
        }
    }

    private Path file(String kind) {
        return jobs.resolve(id + "." + kind);
    }

    @Override
    public String toString() {
        return "GuestProcess[" + id + "]";
    }
}
