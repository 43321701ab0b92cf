package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups as an operator makes and uses them: with the program, of a controller that runs and into one that does not. */
final class BackupProcessTest {
    private static final int CANNOT = 1;
    private static final int WRONG_USE = 2;
    private static final String DEVICE = """
            {"mfs-network:device":[{"id":"alpha","host":"127.0.0.1","host-key":"SHA256:%s","user":"mfs",\
            "password":"planted-secret","admin-state":"locked"}]}""".formatted("A".repeat(43));

    @TempDir
    private Path folder;

    private Path passphrase;
    private Path file;

    private record Ended(int status, List<String> lines) {}

    @BeforeEach
    void passphrase() throws Exception {
        passphrase = folder.resolve("passphrase");
        file = folder.resolve("backup.json");
        Files.writeString(passphrase, "correct horse battery\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
    }

    private static Ended called(String... arguments) throws Exception {
        try (ControllerProcess process = ControllerProcess.start(List.of(), Map.of(), List.of(arguments))) {
            return new Ended(process.end(), process.lines());
        }
    }

    @Test
    void a_running_controller_is_exported_and_another_that_is_not_running_imports_it() throws Exception {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        try (WholeController running = new WholeController(first)) {
            assertThat(running.send("PUT", "/mfs-network:devices/device=alpha", DEVICE)
                            .status())
                    .isEqualTo(201);
            assertThat(called(
                            "--data",
                            first.toString(),
                            "--export",
                            file.toString(),
                            "--passphrase-file",
                            passphrase.toString()))
                    .isEqualTo(new Ended(0, List.of("exported " + first + " to " + file)));
            assertThat(called("--data", first.toString(), "--import", file.toString(), "--replace"))
                    .isEqualTo(new Ended(CANNOT, List.of("controller: " + first + ": in use by another controller")));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("alpha").doesNotContain("planted-secret");

        assertThat(called(
                        "--data",
                        second.toString(),
                        "--import",
                        file.toString(),
                        "--passphrase-file",
                        passphrase.toString()))
                .isEqualTo(new Ended(0, List.of("imported " + file + " into " + second)));

        assertThat(Files.readString(second.resolve("configuration.json"))).contains("planted-secret");
        try (WholeController running = new WholeController(second)) {
            assertThat(running.configuration()).contains("\"id\":\"alpha\"");
        }
    }

    @Test
    void a_file_is_checked_without_importing_it() throws Exception {
        Files.writeString(file, """
                {"format":1,"modules":["acme@2026-01-01"],"data":{"acme:boxes":{}},"sealed":{}}""");
        assertThat(called("--check", file.toString()).lines())
                .containsExactly(
                        "controller: " + file + ": There is no such module as 'acme' of 'boxes'.",
                        "controller: " + file + ": modules: the file has acme@2026-01-01 (here none)");

        Files.writeString(file, """
                {"format":1,"modules":[],"data":{"mfs-network:devices":{"device":[{"id":"alpha","host":17}]}},"sealed":{}}""");
        assertThat(called("--check", file.toString()).lines())
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith("controller: " + file + ": /mfs-network:devices/device[id='alpha']/host: "))
                .anyMatch(line -> line.startsWith(
                        "controller: " + file + ": /mfs-network:devices/device[id='alpha']/host-key: "));

        Files.writeString(file, "{\"format\":1,\"modules\":[],\"data\":{},\"sealed\":{}}");
        assertThat(called("--check", file.toString()).status()).isZero();
    }

    @Test
    void what_can_not_be_is_one_line() throws Exception {
        String data = folder.resolve("none").toString();
        assertThat(called("--data", data, "--export", file.toString()))
                .isEqualTo(new Ended(CANNOT, List.of("controller: " + data + ": holds no configuration")));
        assertThat(called("--data", data, "--import", file.toString()))
                .isEqualTo(new Ended(CANNOT, List.of("controller: " + file + ": there is no such file")));
        assertThat(called("--export", file.toString(), "--import", file.toString()))
                .isEqualTo(new Ended(
                        WRONG_USE, List.of("controller: one of --export, --import and --check was expected")));
        assertThat(called("--export", file.toString(), "--replace").status()).isEqualTo(WRONG_USE);
        assertThat(called("--export", file.toString(), "--http", "127.0.0.1:0").lines())
                .containsExactly("controller: --http does not go with a backup; --help lists what does");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, """
                {"format":1,"modules":[],"data":{"mfs-network:devices":{"device":[]}},"sealed":{"/mfs-network:devices/device=a/password":\
                "pbkdf2-hmac-sha512.600000.AAAA.AAAAAAAAAAAAAAAA.AAAA"}}""");
        assertThat(called("--data", data, "--import", file.toString(), "--passphrase-file", passphrase.toString()))
                .isEqualTo(new Ended(
                        CANNOT,
                        List.of("controller: " + passphrase
                                + ": others may read the passphrase; chmod 600 takes that away")));
    }
}
