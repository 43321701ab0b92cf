package org.openmfs.agent.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process of this class path that says when it may be looked into, and goes on until it is closed. */
public final class WatchedProcess implements AutoCloseable {
    /** What it prints then, before it reads its standard input. */
    public static final String READY = "ready";

    private final Process process;

    private WatchedProcess(Process process) {
        this.process = process;
    }

    /** Starts it, and waits until it is ready. */
    public static WatchedProcess start(Class<?> main, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+UseG1GC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        line.addAll(List.of(arguments));
        WatchedProcess watched = new WatchedProcess(
                new ProcessBuilder(line).redirectErrorStream(true).start());
        String said = watched.process.inputReader().readLine();
        if (!READY.equals(said)) {
            watched.close();
            throw new IOException("it said " + said);
        }
        return watched;
    }

    public ProcessMemory memory() {
        return new ProcessMemory(process.pid());
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
