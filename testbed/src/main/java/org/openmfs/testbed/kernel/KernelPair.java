package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running guest kernel with two network namespaces joined by a wire; commands run in either by request.
 *
 * <p>Closing powers it off. It also ends when the process that started it ends, in whatever way.
 */
public final class KernelPair implements AutoCloseable {
    /** Where the sides reach processes outside, on the management network. */
    public static final String OUTSIDE_ADDRESS = "10.77.0.1";

    private static final Duration POWER_OFF = Duration.ofSeconds(8);

    private final KernelPairSettings settings;
    private final Path ownFolder;
    private final Process process;
    private final Duration bootTime;
    private final AtomicInteger jobs = new AtomicInteger();

    private KernelPair(KernelPairSettings settings, Path ownFolder, Process process, Duration bootTime) {
        this.settings = settings;
        this.ownFolder = ownFolder;
        this.process = process;
        this.bootTime = bootTime;
    }

    /**
     * Boots the guest and waits until commands can run in it, at most 40 s.
     *
     * @throws IOException if it can't run here or didn't come up; the message is one line for the user
     */
    public static KernelPair start(KernelPairSettings settings) throws IOException, InterruptedException {
        GuestBoot boot = GuestBoot.prepare(settings);
        try {
            long begin = System.nanoTime();
            Process process = boot.launch();
            return new KernelPair(settings, boot.folder(), process, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException | InterruptedException e) {
            boot.discard();
            throw e;
        }
    }

    /** How long it took from the start of the kernel until commands could run. */
    public Duration bootTime() {
        return bootTime;
    }

    /** The folder that both sides and the outside share, at the same path. */
    public Path shared() {
        return settings.shared();
    }

    /** What the guest's kernel and its first process said. */
    public Path console() {
        return GuestBoot.console(settings);
    }

    public boolean running() {
        return process.isAlive();
    }

    /** Starts a command in one side's network namespace, as the guest's root. */
    public GuestProcess run(Side side, GuestCommand command) throws IOException {
        Path folder = GuestBoot.jobs(settings);
        String id = jobs.incrementAndGet() + "." + side.namespace();
        Path script = folder.resolve(id + ".new");
        Files.writeString(script, command.script(folder.resolve(id + ".pid")));
        Files.move(script, folder.resolve(id + ".job"), StandardCopyOption.ATOMIC_MOVE);
        return new GuestProcess(folder, id);
    }

    /** Runs a command to its end and returns its output. */
    public List<String> output(Side side, GuestCommand command, Duration limit)
            throws IOException, InterruptedException {
        GuestProcess job = run(side, command);
        if (!job.await(limit)) {
            job.kill();
            throw new IOException(command.line().getFirst() + " did not end in " + limit.toSeconds() + " s");
        }
        List<String> lines = Files.readAllLines(job.log());
        if (job.exit().orElseThrow() != 0) {
            throw new IOException(command.line().getFirst() + " failed: " + String.join(" | ", lines));
        }
        return lines;
    }

    /** Asks every command to end, powers the guest off, and removes all but the shared folder. */
    @Override
    public void close() {
        try {
            Files.writeString(settings.shared().resolve(GuestBoot.POWER_OFF_FILE), "\n");
            process.waitFor(POWER_OFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            // The shared folder is gone; ending the lifeline below still ends the guest.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            GuestBoot.end(process);
            GuestBoot.delete(ownFolder);
        }
    }
}
