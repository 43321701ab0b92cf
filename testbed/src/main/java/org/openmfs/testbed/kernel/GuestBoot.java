package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** From settings to a guest that is ready: its folders, its command line, its lifeline. */
final class GuestBoot {
    static final String POWER_OFF_FILE = "power-off";
    private static final String READY_FILE = "ready";
    private static final String JOBS_FOLDER = "jobs";
    private static final String TAP = "tap0";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int CONSOLE_LINES = 3;

    private final KernelPairSettings settings;
    private final Path folder;

    private GuestBoot(KernelPairSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    static GuestBoot prepare(KernelPairSettings settings) throws IOException {
        Optional<String> missing = KernelPrerequisites.missing();
        if (missing.isPresent()) {
            throw new IOException(missing.get());
        }
        if (settings.managed() && !Netns.isPrivate()) {
            throw new IOException("a managed kernel pair runs only inside a private network namespace");
        }
        prepareShared(settings.shared());
        Path folder = Files.createTempDirectory("mfs-uml");
        GuestBoot boot = new GuestBoot(settings, folder);
        boot.fill();
        return boot;
    }

    static Path console(KernelPairSettings settings) {
        return settings.shared().resolve("console.log");
    }

    static Path jobs(KernelPairSettings settings) {
        return settings.shared().resolve(JOBS_FOLDER);
    }

    Path folder() {
        return folder;
    }

    void discard() {
        delete(folder);
    }

    private static void prepareShared(Path shared) throws IOException {
        Files.createDirectories(shared);
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwx------"));
        delete(shared.resolve(JOBS_FOLDER));
        Files.createDirectory(shared.resolve(JOBS_FOLDER));
        Files.deleteIfExists(shared.resolve(READY_FILE));
        Files.deleteIfExists(shared.resolve(POWER_OFF_FILE));
    }

    private void fill() throws IOException {
        copyScript("guest-init.sh");
        copyScript("guest-run.sh");
        Files.createSymbolicLink(folder.resolve("share"), settings.shared());
        Files.createDirectory(folder.resolve("uml"));
        Files.writeString(
                folder.resolve("parameters"),
                "SHARE=" + GuestCommand.quoted(settings.shared().toString()) + "\nMANAGED="
                        + (settings.managed() ? "yes" : "no") + "\n");
    }

    private void copyScript(String name) throws IOException {
        Path target = folder.resolve(name);
        try (InputStream script = GuestBoot.class.getResourceAsStream("/kernel/" + name)) {
            Files.copy(script, target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx------"));
    }

    /** Starts the kernel and waits for its first process to say that it is ready. */
    Process launch() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line())
                .redirectErrorStream(true)
                .redirectOutput(startLog().toFile())
                .start();
        Path ready = settings.shared().resolve(READY_FILE);
        try {
            boolean inTime = FileSignal.await(PATIENCE, () -> Files.exists(ready) || !process.isAlive());
            if (inTime && process.isAlive()) {
                return process;
            }
            throw new IOException("user-mode Linux did not come up: " + lastWords());
        } catch (IOException | InterruptedException e) {
            end(process);
            throw e;
        }
    }

    private List<String> line() throws IOException {
        String tap = settings.managed() ? TAP : "-";
        // In a session of its own it survives a signal to the whole group of its owner, and so can end the guest.
        Stream<String> run = Stream.of(
                "setsid",
                folder.resolve("guest-run.sh").toString(),
                console(settings).toString(),
                tap,
                KernelPair.OUTSIDE_ADDRESS + "/24");
        Stream<String> kernel = Stream.of(
                KernelPrerequisites.KERNEL,
                "mem=" + settings.memoryMegabytes() + "M",
                "root=/dev/root rootfstype=hostfs rootflags=/ ro con=null con0=null,fd:1 ssl=null quiet lsm=capability",
                "uml_dir=" + folder.resolve("uml") + "/",
                "init=" + folder.resolve("guest-init.sh"),
                settings.managed() ? "vec0:transport=tap,ifname=" + TAP + ",depth=64" : "");
        return Stream.of(
                        run,
                        WholeRegisters.before(folder).stream(),
                        kernel.flatMap(words -> Stream.of(words.split(" "))))
                .flatMap(words -> words)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Path startLog() {
        return settings.shared().resolve("start.log");
    }

    private String lastWords() throws IOException {
        for (Path file : List.of(startLog(), console(settings))) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!lines.isEmpty()) {
                return String.join(" | ", lines.subList(Math.max(0, lines.size() - CONSOLE_LINES), lines.size()));
            }
        }
        return "it said nothing";
    }

    /** Ends the lifeline, upon which the guest is killed with everything in it. */
    static void end(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // Already closed from the other end: the guest has ended.
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // A leftover temporary folder harms nobody, and the next start makes its own.
        }
    }
}
