package org.openmfs.testbed.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of a built checkout that belongs to another user than the builder. */
final class CopiedCheckout implements AutoCloseable {
    private static final String NOBODY = "65534";

    private final Path folder;

    private CopiedCheckout(Path folder) {
        this.folder = folder;
    }

    /** Copies what git tracks, and the build; skips the running test where that can't be. */
    static CopiedCheckout of(Path checkout) throws IOException, InterruptedException {
        assumeTrue(
                Files.exists(checkout.resolve("target/run/current")),
                "skipped: the checkout is not built: run ./mfs build");
        assumeTrue(
                "root".equals(System.getProperty("user.name")), "skipped: only root may run commands as another user");
        assumeTrue(runs("setpriv", "--version"), "skipped: setpriv is not installed (Debian package util-linux)");
        Path folder = Files.createTempDirectory("openmfs-tutorial-");
        CopiedCheckout copy = new CopiedCheckout(folder);
        String copying = "git ls-files -z | tar --null -T - -cf - | tar -C \"$0\" -xf - && mkdir -p \"$0/target\""
                + " && cp -a target/run target/build.place \"$0/target/\" && mkdir \"$0/home\""
                + " && chown -R " + NOBODY + ":" + NOBODY + " \"$0\"";
        Process process = new ProcessBuilder("bash", "-c", copying, folder.toString())
                .directory(checkout.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as("the checkout is copied").isZero();
        return copy;
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    Path file(String relative) {
        return folder.resolve(relative);
    }

    /** Runs a script with bash in the copy, as the other user, with nothing of this process's environment but the path. */
    int run(String script, Path output, long seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--inh-caps=-all",
                "env",
                "-i",
                "PATH=/usr/local/bin:/usr/bin:/bin",
                "HOME=" + folder.resolve("home"),
                "LC_ALL=C.UTF-8",
                "bash",
                "-s"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (var input = process.outputWriter()) {
            input.write(script);
        }
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }

    /** Command lines of processes that run from the copy. */
    List<String> stillRunning() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse("") + environmentOf(process))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    private static String environmentOf(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc/" + process.pid() + "/environ"), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        ProcessHandle.allProcesses()
                .filter(process -> environmentOf(process).contains(folder.toString()))
                .forEach(ProcessHandle::destroyForcibly);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
