package org.openmfs.testbed.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in one line why user-mode Linux can't run here, or nothing when it can. */
public final class KernelPrerequisites {
    static final String KERNEL = "linux.uml";
    private static final Path MODULES = Path.of("/usr/lib/uml/modules");
    private static final Path LOADER = Path.of("/lib64/ld-linux-x86-64.so.2");
    private static final List<String> PROGRAMS = List.of("bash", "ip", "modprobe", "nsenter", "setsid");

    private KernelPrerequisites() {}

    /** The reason to use the simulated Enc/Dec in place of a kernel, naming what to install. */
    public static Optional<String> missing() {
        if (!Files.isExecutable(LOADER)) {
            return Optional.of("the kernel pair needs Linux on x86-64");
        }
        if (!onPath(KERNEL) || !hasModule("macsec.ko")) {
            return Optional.of(
                    "the kernel pair needs user-mode Linux with its modules: install package user-mode-linux");
        }
        Optional<String> program = PROGRAMS.stream()
                .filter(needed -> !onPath(needed))
                .findFirst()
                .map(absent ->
                        "the kernel pair needs " + absent + ": install packages bash, iproute2, kmod and util-linux");
        if (program.isPresent()) {
            return program;
        }
        if (WholeRegisters.areNeeded() && !onPath(WholeRegisters.COMPILER)) {
            return Optional.of("the kernel pair needs a C compiler on a processor with AMX: install package gcc");
        }
        return TrialBoot.fault();
    }

    private static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin:/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean hasModule(String file) {
        if (!Files.isDirectory(MODULES)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(MODULES)) {
            return files.anyMatch(path -> path.endsWith(file));
        } catch (IOException e) {
            return false;
        }
    }
}
