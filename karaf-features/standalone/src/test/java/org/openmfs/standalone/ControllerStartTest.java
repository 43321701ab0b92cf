package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says before it starts anything: what it was asked, or that it can't start and why. */
final class ControllerStartTest {
    private static final int CANNOT = 1;
    private static final int WRONG_USE = 2;
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private static ControllerProcess called(String... arguments) throws IOException {
        return ControllerProcess.start(List.of(), Map.of(), List.of(arguments));
    }

    @Test
    void help_lists_every_option_and_is_no_error() throws Exception {
        try (ControllerProcess help = called("--help")) {
            assertThat(help.end()).isZero();
            assertThat(String.join("\n", help.lines()))
                    .contains("--data", "--http", "--tls-cert", "--tls-key", "--add-user", "--role", "--version");
        }
    }

    @Test
    void the_version_is_the_one_of_the_build() throws Exception {
        Map<String, String> build = Map.of("MFS_VERSION", "1.2, commit abc");
        try (ControllerProcess version = ControllerProcess.start(List.of(), build, List.of("--version"))) {
            assertThat(version.end()).isZero();
            assertThat(version.lines()).containsExactly("controller 1.2, commit abc");
        }
    }

    @Test
    void a_mistyped_option_suggests_the_nearest() throws Exception {
        try (ControllerProcess slip = called("--htpp", "127.0.0.1:0");
                ControllerProcess strange = called("--elephant")) {
            assertThat(slip.end()).isEqualTo(WRONG_USE);
            assertThat(slip.lines()).containsExactly("controller: there is no option --htpp; did you mean --http?");
            assertThat(strange.end()).isEqualTo(WRONG_USE);
            assertThat(strange.lines()).containsExactly("controller: there is no option --elephant; --help lists them");
        }
    }

    @Test
    void a_name_that_no_user_can_have_is_a_wrong_use_and_nothing_is_made() throws Exception {
        Path data = folder.resolve("data");
        try (ControllerProcess odd =
                called("--data", data.toString(), "--add-user", "a b", "--role", "administrator")) {
            assertThat(odd.end()).isEqualTo(WRONG_USE);
            assertThat(odd.lines())
                    .containsExactly("controller: --add-user: a user's name has letters, digits, dot, underscore and"
                            + " hyphen, at most 64");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void without_a_folder_named_data_is_in_the_place_that_the_script_found() throws Exception {
        Map<String, String> place = Map.of("MFS_DATA", folder.toString());
        try (ControllerProcess started = ControllerProcess.start(List.of(), place, List.of("--http", "127.0.0.1:0"))) {
            started.root();
            assertThat(started.lines()).contains("data in " + folder.resolve("controller"));
            assertThat(folder.resolve("controller/users.json")).exists();
        }
    }

    @Test
    void an_address_in_use_is_said_before_anything_is_made() throws Exception {
        Path data = folder.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            List<Duration> took = new ArrayList<>();
            // The same each time; a machine that was busy with something else for a moment was so for one of them.
            for (int i = 0; i < 3 && took.stream().noneMatch(one -> one.compareTo(SOON) < 0); i++) {
                long begin = System.nanoTime();
                try (ControllerProcess late = ControllerProcess.start(data, "--http", address)) {
                    assertThat(late.end()).isEqualTo(CANNOT);
                    took.add(Duration.ofNanos(System.nanoTime() - begin));
                    assertThat(late.lines()).containsExactly("controller: " + address + ": in use");
                }
            }
            assertThat(took).anyMatch(one -> one.compareTo(SOON) < 0);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void a_start_that_could_not_be_leaves_nothing_and_takes_nothing_that_was_there() throws Exception {
        Path fresh = folder.resolve("new/data");
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Files.writeString(kept.resolve("mine"), "a file");
        for (Path data : List.of(fresh, kept)) {
            try (ControllerProcess failed = ControllerProcess.start(
                    data,
                    "--http",
                    "127.0.0.1:0",
                    "--tls-cert",
                    folder.resolve("nowhere").toString(),
                    "--tls-key",
                    folder.resolve("nowhere").toString())) {
                assertThat(failed.end()).isEqualTo(CANNOT);
                assertThat(failed.lines())
                        .containsExactly("controller: " + folder.resolve("nowhere") + " can't be read");
            }
        }
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(kept.toFile().list()).containsExactly("mine");
    }

    @Test
    void an_address_of_another_host_or_none_is_said_as_that() throws Exception {
        TlsIdentity identity = TlsIdentity.make(folder, "controller", "EC");
        try (ControllerProcess other = ControllerProcess.start(
                        folder.resolve("data"),
                        "--http",
                        "192.0.2.77:8181",
                        "--tls-cert",
                        identity.certificateFile().toString(),
                        "--tls-key",
                        identity.keyFile().toString());
                ControllerProcess none = called("--http", "127.0.0.1:99999")) {
            assertThat(other.end()).isEqualTo(CANNOT);
            assertThat(other.lines()).containsExactly("controller: 192.0.2.77:8181: not an address of this host");
            assertThat(none.end()).isEqualTo(WRONG_USE);
            assertThat(none.lines()).containsExactly("controller: --http: PORT is 0 to 65535, not 99999");
        }
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
            List<String> arguments = List.of("--data", one.getKey().toString(), "--http", "127.0.0.1:0");
            try (ControllerProcess bound = ControllerProcess.start(boundByModes(), Map.of(), arguments)) {
                assertThat(bound.end()).isEqualTo(CANNOT);
                assertThat(bound.lines()).containsExactly("controller: " + one.getValue());
            }
        }
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    /** What makes root obey the modes of files, as everybody else does. */
    private static List<String> boundByModes() {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
                : List.of();
    }
}
