package org.openmfs.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A folder with a small checkout that holds the real script, and beside it what stands in for Maven, JDK and repository. */
final class Stage {
    private static final List<String> MODULES = List.of(
            "testbed",
            "karaf-features/standalone",
            "device-agents/agent-netconf",
            "device-agents/agent-peer",
            "benchmarks");
    private static final String POM = "<project>%n  <version>0.1.0-SNAPSHOT</version>%n%s</project>%n";

    private final Path folder;

    /** @param folder an empty one, which becomes readable for everybody */
    Stage(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        permit(this.folder, "rwxr-xr-x");
        executable("jdk/bin/java", "java");
        executable("jdk/bin/javac", "java");
        // A test of the script installs nothing.
        write("bin/apt-get", "#!/bin/sh\nexit 1\n");
        permit(this.folder.resolve("bin/apt-get"), "rwxr-xr-x");
        write("jdk/release", "JAVA_VERSION=\"25.0.1\"\n");
        write("repository/library-1.jar", "library\n");
        permit(this.folder.resolve("repository"), "rwx------");
        Files.createDirectories(this.folder.resolve("home"));
        write("checkout/pom.xml", POM.formatted(named(MODULES)));
        for (String module : MODULES) {
            write("checkout/" + module + "/pom.xml", POM.formatted(""));
            write("checkout/" + module + "/src/Main.java", "first\n");
        }
        executable("checkout/.mvn/cache/apache-maven-3.9.11/bin/mvn", "mvn");
        Files.copy(script(), checkout().resolve("mfs"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static String named(List<String> modules) {
        return modules.stream()
                .map(module -> "    <module>%s</module>%n".formatted(module))
                .collect(Collectors.joining());
    }

    private static Path script() {
        Path above = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(above.resolve("mfs"))) {
            above = above.getParent();
        }
        return above.resolve("mfs");
    }

    Path folder() {
        return folder;
    }

    Path checkout() {
        return folder.resolve("checkout");
    }

    static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    void write(String relative, String content) throws IOException {
        Path file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void executable(String relative, String resource) throws IOException {
        try (InputStream content = Stage.class.getResourceAsStream("/script/" + resource)) {
            write(relative, new String(content.readAllBytes(), UTF_8));
        }
        permit(folder.resolve(relative), "rwxr-xr-x");
    }

    /** Changes the source of every module. */
    void change(String content) throws IOException {
        for (String module : MODULES) {
            write("checkout/" + module + "/src/Main.java", content + "\n");
        }
    }

    /** Holds each {@code maven} or {@code java} that is started from now on until {@link #release}. */
    void hold(String who) throws IOException {
        write("hold-" + who, "");
    }

    void release(String who) throws IOException {
        Files.delete(folder.resolve("hold-" + who));
    }

    /** How Maven was called, each time. */
    List<String> mavenCalls() throws IOException {
        Path log = folder.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** What a command ended with and said. */
    record Ended(int status, List<String> out, List<String> err) {}

    /** A command that runs. */
    record Running(Process process, Path out, Path err) {
        /** Waits until it has said a line that starts with these words. */
        void untilSaid(String words) throws Exception {
            until(() -> Files.readAllLines(out).stream().anyMatch(line -> line.startsWith(words)));
        }

        /** Waits until something is so; fails where the command ends before. */
        void until(Callable<Boolean> something) throws Exception {
            for (int i = 0; i < 600 && !something.call(); i++) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
            if (!something.call()) {
                throw new IllegalStateException("not so: " + Files.readString(out) + Files.readString(err));
            }
        }

        Ended end() throws IOException, InterruptedException {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("goes on: " + Files.readString(out) + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
        }
    }

    /** The script of this checkout, called from another folder. */
    Running start(String... arguments) throws IOException {
        return start(checkout(), List.of(), Map.of(), arguments);
    }

    /**
     * The script of a checkout.
     *
     * @param wrapper what comes before it in the command line
     * @param environment more, or with an empty value less, of it
     */
    Running start(Path checkout, List<String> wrapper, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> line = new ArrayList<>(wrapper);
        line.add(checkout.resolve("mfs").toString());
        line.addAll(List.of(arguments));
        Path out = Files.createTempFile("mfs", ".out");
        Path err = Files.createTempFile("mfs", ".err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> all = builder.environment();
        all.keySet().removeIf(name -> name.startsWith("MFS_") || name.startsWith("XDG_"));
        all.merge("PATH", folder.resolve("bin").toString(), (path, ours) -> ours + ":" + path);
        all.putAll(Map.of(
                "STAGE", folder.toString(),
                "HOME", folder.resolve("home").toString(),
                "JAVA_HOME", folder.resolve("jdk").toString()));
        all.putAll(environment);
        all.values().removeIf(String::isEmpty);
        return new Running(builder.start(), out, err);
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    Ended run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return start(checkout(), List.of(), environment, arguments).end();
    }
}
