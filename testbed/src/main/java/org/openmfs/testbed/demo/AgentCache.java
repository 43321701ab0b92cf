package org.openmfs.testbed.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.agent.netconf.AgentMain;
import org.openmfs.testbed.kernel.GuestJava;

/**
 * The classes that an agent loads, kept in a file for its next start (JEP 483): made once a build by an agent that runs
 * outside the guest, where a start takes a fifth of the time.
 */
final class AgentCache {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path file;

    AgentCache(Path file) {
        this.file = file;
    }

    /** The program of an agent that starts with the cache, once {@link #prepare} has made it. */
    GuestJava program(int heapMegabytes) {
        return agent(heapMegabytes, List.of()).cached(file);
    }

    /** Whether there is a cache that fits this build. */
    boolean fits() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(file);
        for (String jar : jars().split(File.pathSeparator)) {
            if (Files.getLastModifiedTime(Path.of(jar)).compareTo(made) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Runs an agent once, as far as it comes without a manager, and keeps what it loaded. */
    void prepare(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.createDirectories(file.getParent());
        try (SimulatedAgents agents = new SimulatedAgents(folder)) {
            Site site = agents.sites().getFirst();
            AgentFiles.issue(folder.resolve("pki"), List.of(site));
            AgentFiles.save(site, AgentFiles.withoutKme(site, agents, folder.resolve("pki")));
            run(folder, site);
        }
    }

    private void run(Path folder, Site site) throws IOException, InterruptedException {
        Path log = folder.resolve("training.log");
        Process process = new ProcessBuilder(agent(128, List.of("-Djava.io.tmpdir=" + folder))
                        .training(
                                file,
                                AgentMain.class.getName(),
                                List.of(site.agentFile().toString())))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Child.LogLine.find(log, "NETCONF at ").isEmpty() && process.isAlive() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the agent did not end: " + log);
        }
    }

    private static GuestJava agent(int heapMegabytes, List<String> more) {
        List<String> options = new ArrayList<>(Java.OPTIONS);
        options.addAll(more);
        return new GuestJava(Path.of(System.getProperty("java.home")), jars(), heapMegabytes, options);
    }

    /** A cache fits a class path of jars alone; every program of the product is in one. */
    private static String jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
