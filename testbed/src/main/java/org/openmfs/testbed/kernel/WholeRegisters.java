package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What user-mode Linux needs to start a process where the processor has the tiles of AMX: up to 6.1 it hands back fewer
 * registers than the kernel below wants. A few lines of C, made on the spot, go before it and add the rest.
 */
final class WholeRegisters {
    static final String COMPILER = "cc";
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final String SOURCE = "whole-registers.c";

    private WholeRegisters() {}

    static boolean areNeeded() {
        try {
            return Files.readString(PROCESSOR).contains(" amx_tile");
        } catch (IOException untold) {
            return false;
        }
    }

    /** The words that go before the kernel's own on its command line; what they name is made in that folder. */
    static List<String> before(Path folder) throws IOException {
        return areNeeded() ? List.of("env", "LD_PRELOAD=" + made(folder)) : List.of();
    }

    private static Path made(Path folder) throws IOException {
        Path source = folder.resolve(SOURCE);
        try (InputStream text = WholeRegisters.class.getResourceAsStream("/kernel/" + SOURCE)) {
            Files.copy(text, source);
        }
        Path library = folder.resolve("whole-registers.so");
        Process compiler = new ProcessBuilder(
                        COMPILER, "-O1", "-shared", "-fPIC", "-nostdlib", "-o", library.toString(), source.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (compiler.waitFor() == 0) {
                return library;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("the C compiler " + COMPILER + " could not make " + SOURCE + ": " + said.strip());
    }
}
