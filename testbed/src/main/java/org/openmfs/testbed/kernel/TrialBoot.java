package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether user-mode Linux can start a process on this processor. Up to 6.1 it hands back fewer registers than the kernel below
 * it wants where the processor has the tiles of AMX, and its first process dies. Tried once, and only on such processors.
 */
final class TrialBoot {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int POLL_MILLIS = 50;
    /** The kernel's last word, once the first process has ended. */
    private static final String ENDED = "exitcode=0x";

    private static final String WELL = ENDED + "00000000";

    private TrialBoot() {}

    /** Made once, when it is first asked for. */
    private static final class Trial {
        static final boolean DIES = dies();
    }

    /** What is wrong, in one line. */
    static Optional<String> fault() {
        return Trial.DIES
                ? Optional.of("user-mode Linux can't start a process on this processor, which has the registers of AMX")
                : Optional.empty();
    }

    private static boolean dies() {
        try {
            return Files.readString(PROCESSOR).contains(" amx_tile") && !boots();
        } catch (IOException untold) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean boots() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mfs-uml-trial");
        Path console = folder.resolve("console");
        Process process = new ProcessBuilder(List.of(
                        "setsid",
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
                        "init=/bin/true"))
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        try {
            return lastWord(process, console).contains(WELL);
        } finally {
            new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            process.destroyForcibly().waitFor();
            GuestBoot.delete(folder);
        }
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
