package org.openmfs.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup imported into Karaf, exported from it again while it stands still, and while it runs. */
@Tag("long")
final class KarafBackupTest {
    private static final String PROGRAM = "../distribution/target/assembly/bin/openmfs";
    private static final int PATIENCE_S = 180;
    /** The password planted-secret of this device, under the passphrase of this test. */
    private static final String SEALED =
            "pbkdf2-hmac-sha512.600000.IlWAdQsR9AcwvbF0YdZm0w.ehuaa76MKVvjsg4U.riTHgGMLBDmWPmemL_Vep9OA"
                    + "ynzSphvgg59_vzWofKsbzJzKOu3jl1XdFEFtJnh1Z3kxPousxrE811MXQGX_gek7rjEry-nn4tN6yCLI63Uwpdmc7Z"
                    + "UcShC6tQXtFVU9bokPeFjrjWcgBTwRMznG1KqoxewZ2SSPMiMihlJ9hF9kvH9BSGH4GB_LAJNn-NIFuY7XwW9WsT1v"
                    + "Kug6cCU";

    private static final String BACKUP = """
            {"format":1,"modules":["mfs-network@2026-11-30"],"data":{"mfs-network:devices":{"device":[{"id":"alpha",\
            "host":"127.0.0.1","port":1,"host-key":"SHA256:%s","user":"mfs",\
            "admin-state":"locked"}]},"mfs-policy:protection-classes":{"protection-class":[{"id":"gold",\
            "method":["ml-kem-1024","qkd-014"]}]}},"sealed":{\
            "/mfs-network:devices/device=alpha/password":"%s"}}""".formatted("A".repeat(43), SEALED);

    @TempDir
    private Path folder;

    private Path passphrase;

    private record Ended(int status, List<String> lines) {}

    @BeforeEach
    void passphrase() throws IOException {
        passphrase = folder.resolve("passphrase");
        Files.writeString(passphrase, "correct horse battery\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
    }

    private Ended called(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(PROGRAM, "--data", folder.resolve("data").toString(), "--http", "127.0.0.1:0"));
        line.addAll(List.of(
                "--ssh-port",
                Integer.toString(FreePorts.next()),
                "--cluster-port",
                Integer.toString(FreePorts.next())));
        line.addAll(List.of("--passphrase-file", passphrase.toString()));
        line.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it goes on: " + Files.readString(output));
        }
        return new Ended(
                process.exitValue(),
                Files.readAllLines(output).stream()
                        .filter(said -> !said.startsWith("WARNING: ") && !said.startsWith("OpenJDK "))
                        .toList());
    }

    @Test
    void what_was_imported_is_exported_the_same_by_a_start_for_that_alone_and_by_the_console() throws Exception {
        Path given = Files.writeString(folder.resolve("given.json"), BACKUP);
        Path still = folder.resolve("still.json");
        Path running = folder.resolve("running.json");

        assertThat(called("--import", given.toString())).isEqualTo(new Ended(0, List.of("imported " + given)));
        assertThat(called("--export", still.toString())).isEqualTo(new Ended(0, List.of("exported to " + still)));

        JsonObject exported = json(still);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(still)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(still)).doesNotContain("planted-secret");
        assertThat(exported.getAsJsonObject("sealed").keySet())
                .containsExactly("/mfs-network:devices/device=alpha/password");
        assertThat(exported.getAsJsonObject("data").keySet())
                .containsExactly("mfs-network:devices", "mfs-policy:protection-classes");

        assumeTrue(isInstalled("ssh"), "the console is asked over OpenSSH");
        try (KarafProcess karaf = new KarafProcess(folder.resolve("data"))) {
            assertThat(karaf.console("mfs:export --passphrase-file " + passphrase + " " + running)
                            .body())
                    .contains("exported to " + running);
            assertThat(karaf.stop()).isZero();
        }
        assertThat(json(running).get("data")).isEqualTo(exported.get("data"));
        assertThat(json(running).get("modules")).isEqualTo(exported.get("modules"));
        String here = System.getProperty("user.name") + " at the command line||";
        assertThat(ArchivedLines.in(folder.resolve("data")))
                .contains(here + "--import " + given + "|asked", here + "--export " + still + "|asked")
                .contains("admin|the console|mfs:export " + running + "|asked")
                .anyMatch(
                        line -> line.startsWith("admin|the console|mfs:export " + running + "|done, asked in entry "));
    }

    @Test
    void an_import_in_place_of_a_configuration_of_other_models_is_made_as_a_whole_or_not_at_all() throws Exception {
        Path given = Files.writeString(folder.resolve("given.json"), BACKUP);
        Path exported = folder.resolve("exported.json");
        Path state = Files.createDirectories(folder.resolve("data/karaf/state"));
        Files.writeString(state.resolve("models"), "mfs-network@2020-01-01\n");
        Files.writeString(state.resolve("shards"), "of old");
        Path passphraseOfOthers = Files.writeString(folder.resolve("others"), "incorrect horse battery\n");
        Files.setPosixFilePermissions(passphraseOfOthers, PosixFilePermissions.fromString("rw-------"));
        Path right = passphrase;

        passphrase = passphraseOfOthers;
        assertThat(called("--import", given.toString(), "--replace").status()).isEqualTo(1);
        passphrase = right;
        Ended refused = called("--export", exported.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.lines()).singleElement().asString().contains("it is of mfs-network@2020-01-01");
        assertThat(state.resolve("shards")).hasContent("of old");

        assertThat(called("--import", given.toString(), "--replace"))
                .isEqualTo(new Ended(0, List.of("imported " + given)));
        assertThat(called("--export", exported.toString())).isEqualTo(new Ended(0, List.of("exported to " + exported)));
        assertThat(json(exported).getAsJsonObject("data").keySet())
                .containsExactly("mfs-network:devices", "mfs-policy:protection-classes");
        assertThat(state.resolveSibling("state-replaced").resolve("shards")).hasContent("of old");
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
