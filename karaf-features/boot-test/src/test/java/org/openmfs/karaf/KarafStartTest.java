package org.openmfs.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the controller in Karaf says where it can't start, and that it does not stay behind. */
final class KarafStartTest {
    private static final String PROGRAM = "../distribution/target/assembly/bin/openmfs";
    private static final int CANNOT = 1;
    private static final int WRONG_USE = 2;
    /** For what is said before Karaf starts, which itself takes longer on any machine. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    private Path folder;

    /** How a start ended. */
    private record Ended(int status, List<String> out, List<String> err, Duration after) {}

    private static Ended ended(List<String> wrapper, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(wrapper);
        line.add(PROGRAM);
        line.addAll(List.of(arguments));
        Path out = Files.createTempFile("karaf", ".out");
        Path err = Files.createTempFile("karaf", ".err");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it goes on: " + Files.readString(out) + Files.readString(err));
        }
        Duration after = Duration.ofNanos(System.nanoTime() - begin);
        return new Ended(process.exitValue(), lines(out), lines(err), after);
    }

    /** Without what the JVM says of itself. */
    private static List<String> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.matches("(WARNING: |OpenJDK |Picked up ).*"))
                    .toList();
        }
    }

    private Ended start(String... more) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(List.of(more));
        return ended(List.of(), arguments.toArray(String[]::new));
    }

    @Test
    void help_lists_every_option_and_is_no_error() throws Exception {
        Ended help = ended(List.of(), "--help");
        assertThat(help.status()).isZero();
        assertThat(String.join("\n", help.out()))
                .contains("--data", "--http", "--ssh-port", "--cluster-port", "--console", "--help", "--version");
        assertThat(ended(List.of(), "--version").status()).isZero();
        Ended wrong = ended(List.of(), "--elephant");
        assertThat(wrong.status()).isEqualTo(WRONG_USE);
        assertThat(wrong.err()).containsExactly("controller: there is no option --elephant; --help lists them");
    }

    @Test
    void an_address_in_use_is_said_before_Karaf_starts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            for (List<String> option : List.of(
                    List.of("--http", "127.0.0.1:" + port),
                    List.of("--http", "127.0.0.1:0", "--ssh-port", port),
                    List.of(
                            "--http",
                            "127.0.0.1:0",
                            "--ssh-port",
                            Integer.toString(FreePorts.next()),
                            "--cluster-port",
                            port))) {
                Ended ended = start(option.toArray(String[]::new));
                assertThat(ended.err()).containsExactly("controller: 127.0.0.1:" + port + ": in use");
                assertThat(folder.resolve("data")).doesNotExist();
                assertThat(ended.status()).isEqualTo(CANNOT);
                assertThat(ended.after()).isLessThan(SOON);
            }
        }
    }

    @Test
    void a_folder_that_was_there_before_stays_whoever_starts_the_program() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path kept = Files.writeString(data.resolve("users.json"), "{}");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // As a program finds it that another start of this one has started.
            Ended ended = ended(
                    List.of("env", "MFS_FRESH=yes"),
                    "--data",
                    data.toString(),
                    "--http",
                    "127.0.0.1:" + taken.getLocalPort());
            assertThat(ended.status()).isEqualTo(CANNOT);
        }
        assertThat(kept).exists();
    }

    @Test
    void a_folder_that_a_plain_controller_has_is_refused() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (FileChannel channel =
                        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            Ended ended = start(
                    "--http",
                    "127.0.0.1:0",
                    "--ssh-port",
                    Integer.toString(FreePorts.next()),
                    "--cluster-port",
                    Integer.toString(FreePorts.next()));
            assertThat(lock.isValid()).isTrue();
            assertThat(ended.err()).containsExactly("controller: " + data + ": in use by another controller");
            assertThat(ended.status()).isEqualTo(CANNOT);
            assertThat(ended.after()).isLessThan(SOON);
        }
    }

    @Test
    void a_configuration_of_models_that_are_not_here_is_refused_before_Karaf_starts() throws Exception {
        Path state = Files.createDirectories(folder.resolve("data/karaf/state"));
        Files.writeString(state.resolve("models"), "mfs-network@2020-01-01\n");
        Ended ended = start(
                "--http",
                "127.0.0.1:0",
                "--ssh-port",
                Integer.toString(FreePorts.next()),
                "--cluster-port",
                Integer.toString(FreePorts.next()));
        assertThat(ended.err())
                .containsExactly(
                        "controller: " + state + ": it is of mfs-network@2020-01-01, which this version would drop; "
                                + "--export it with the version that wrote it, then --import FILE --replace with this one");
        assertThat(ended.status()).isEqualTo(CANNOT);
        assertThat(ended.after()).isLessThan(SOON);
    }

    @Test
    void a_folder_or_file_that_may_not_be_written_is_named() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path open = Files.createDirectory(folder.resolve("open"));
        Path users = Files.createFile(open.resolve("users.json"));
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("r--------"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        String user = System.getProperty("user.name");
        Map<Path, String> wrong = Map.of(
                closed,
                closed + ": may not be read and written by user " + user,
                closed.resolve("new"),
                closed.resolve("new") + ": may not be made by user " + user,
                open,
                users + ": may not be read and written by user " + user,
                users,
                users + ": is not a folder");
        for (Map.Entry<Path, String> one : wrong.entrySet()) {
            Ended ended = ended(boundByModes(), "--data", one.getKey().toString());
            assertThat(ended.err()).containsExactly("controller: " + one.getValue());
            assertThat(ended.status()).isEqualTo(CANNOT);
        }
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    /** What makes root obey the modes of files, as everybody else does. */
    private static List<String> boundByModes() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
                : List.of();
    }

    @Test
    void a_controller_that_cannot_start_in_Karaf_ends_Karaf() throws Exception {
        Path etc = Files.createDirectories(folder.resolve("data/karaf/etc"));
        Files.writeString(etc.resolve("org.openmfs.cfg"), "http = 0.0.0.0:0\ndata = ${env:MFS_DATA:-.}\n");
        Ended ended = start(
                "--ssh-port", Integer.toString(FreePorts.next()), "--cluster-port", Integer.toString(FreePorts.next()));
        assertThat(ended.err())
                .containsExactly("controller: plain HTTP is only for a loopback address, and 0.0.0.0 is none: "
                        + "give a certificate and a key");
        assertThat(ended.status()).isEqualTo(CANNOT);
    }

    @Test
    void a_start_that_comes_to_nothing_ends_too() throws Exception {
        Path data = folder.resolve("data");
        List<String> impatient = List.of("env", "JAVA_TOOL_OPTIONS=-Dopenmfs.start.limit=2");
        Ended ended = ended(
                impatient,
                "--data",
                data.toString(),
                "--http",
                "127.0.0.1:0",
                "--ssh-port",
                Integer.toString(FreePorts.next()),
                "--cluster-port",
                Integer.toString(FreePorts.next()));
        assertThat(ended.err())
                .containsExactly("controller: not started within 2 s; what keeps it is in "
                        + data.resolve("karaf/data/log/karaf.log"));
        assertThat(ended.status()).isEqualTo(CANNOT);
    }
}
