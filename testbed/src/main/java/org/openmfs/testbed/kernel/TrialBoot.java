package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Whether user-mode Linux can start a process on a processor that needs {@link WholeRegisters}. Tried once. */
final class TrialBoot {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int POLL_MILLIS = 50;
    /** The kernel's last word, once the first process has ended. */
    private static final String ENDED = "exitcode=0x";

    private static final String WELL = ENDED + "00000000";

    private TrialBoot() {}

    /** Made once, when it is first asked for. */
    private static final class Trial {
        static final Optional<String> FAULT = WholeRegisters.areNeeded() ? tried() : Optional.empty();
    }

    /** What is wrong, in one line. */
    static Optional<String> fault() {
        return Trial.FAULT;
    }

    private static Optional<String> tried() {
        String here = "on this processor, which has the registers of AMX, user-mode Linux ";
        try {
            return boots() ? Optional.empty() : Optional.of(here + "can't start a process");
        } catch (IOException e) {
            return Optional.of(here + "can't be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean boots() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mfs-uml-trial");
        Path console = folder.resolve("console");
        try {
            Process process = new ProcessBuilder(line(folder))
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            try {
                return lastWord(process, console).contains(WELL);
            } finally {
                end(process);
            }
        } finally {
            GuestBoot.delete(folder);
        }
    }

    private static List<String> line(Path folder) throws IOException {
        Stream<String> kernel = Stream.of(
                KernelPrerequisites.KERNEL,
                "mem=64M",
                "root=/dev/root",
                "rootfstype=hostfs",
                "rootflags=/",
                "ro",
                "con=null",
                "con0=null,fd:1",
                "ssl=null",
                "quiet",
                "uml_dir=" + folder + "/",
                "init=/bin/true");
        return Stream.of(Stream.of("setsid"), WholeRegisters.before(folder).stream(), kernel)
                .flatMap(words -> words)
                .toList();
    }

    private static void end(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        process.destroyForcibly().waitFor();
    }

    private static String lastWord(Process process, Path console) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            String said = Files.readString(console, StandardCharsets.ISO_8859_1);
            if (ended || said.contains(ENDED)) {
                return said;
            }
        }
        return "";
    }
}
