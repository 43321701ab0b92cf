package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.archive.Entry;

/** The archive of a whole controller: what it holds, over restarts, and without which nothing starts. */
final class ControllerArchiveTest {
    private static final String METHOD = "/mfs-method:methods/method=ml-kem-1024";
    private static final String BODY =
            "{\"mfs-method:method\":[{\"id\":\"ml-kem-1024\",\"ground\":[\"structured-lattice\"],\"category\":5}]}";

    @TempDir
    private Path data;

    private ArchivedController archive() {
        return ArchivedController.in(data);
    }

    @Test
    void a_write_is_in_the_archive_when_its_answer_is_there_and_a_restart_goes_on_with_the_chain() throws Exception {
        String asked = "admin|127.0.0.1|PUT /restconf/data" + METHOD + "|asked";
        long last;
        try (WholeController controller = new WholeController(data)) {
            assertThat(controller.send("PUT", METHOD, BODY).status()).isEqualTo(201);
            List<String> lines = archive().lines(Entry.AUDIT);
            assertThat(lines).contains(asked);
            long number = archive().entries().stream()
                            .map(entry -> entry.outcome())
                            .toList()
                            .indexOf("asked")
                    + 1L;
            assertThat(lines)
                    .contains("admin|127.0.0.1|PUT /restconf/data" + METHOD + "|201, asked in entry " + number);
        }
        last = archive().last();
        try (WholeController controller = new WholeController(data)) {
            assertThat(controller.send("DELETE", METHOD, "").status()).isEqualTo(204);
            archive().requireSound();
        }

        assertThat(archive().last()).isGreaterThan(last);
        assertThat(archive().lines(Entry.AUDIT))
                .contains(asked, "admin|127.0.0.1|DELETE /restconf/data" + METHOD + "|asked")
                .allSatisfy(line -> assertThat(line).doesNotContain("category"));
        archive().requireSound();
    }

    @Test
    void the_archive_of_a_controller_that_runs_is_exported_and_cut_by_the_command(@TempDir Path elsewhere)
            throws Exception {
        Path export = elsewhere.resolve("export");
        try (WholeController controller = new WholeController(data)) {
            controller.send("PUT", METHOD, BODY);

            assertThat(command(elsewhere, "export", archive().file().toString(), "--to", "export"))
                    .singleElement()
                    .asString()
                    .startsWith(export + ": entries 1 to ");
            assertThat(command(elsewhere, "forget", archive().file().toString()))
                    .singleElement()
                    .asString()
                    .endsWith(" entries that had been exported went");
            controller.send("DELETE", METHOD, "");
            assertThat(command(elsewhere, "verify", archive().file().toString(), "export"))
                    .anyMatch(line -> line.startsWith("export: sound"))
                    .anyMatch(line -> line.startsWith(archive().file() + ": sound"));
        }
        assertThat(elsewhere.toFile().list()).containsExactly("export");
    }

    /** All that it says. */
    private static List<String> command(Path folder, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "--enable-native-access=ALL-UNNAMED",
                ArchiveMain.class.getName()));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> said = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(said.toString()).isZero();
        return said;
    }

    @Test
    void a_start_on_an_archive_that_others_may_read_is_refused_in_one_line() throws Exception {
        new WholeController(data).close();
        Files.setPosixFilePermissions(archive().file(), PosixFilePermissions.fromString("rw-r--r--"));

        try (ControllerProcess open = ControllerProcess.start(
                List.of(), Map.of(), List.of("--data", data.toString(), "--http", "127.0.0.1:0"))) {
            assertThat(open.end()).isEqualTo(1);
            assertThat(open.lines())
                    .containsExactly("controller: " + archive().file()
                            + " is open to others: its mode is rw-r--r--, and rw------- (0600) was expected");
        }
    }

    @Test
    void a_start_without_the_key_of_a_chain_that_is_there_is_refused_and_makes_no_other() throws Exception {
        new WholeController(data).close();
        Path key = data.resolve("archive.db.key");
        Files.delete(key);

        assertThatThrownBy(() -> new WholeController(data))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no " + key);
        assertThat(key).doesNotExist();
    }

    @Test
    void a_start_on_an_archive_that_somebody_writes_is_refused(@TempDir Path other) throws Exception {
        try (WholeController holder = new WholeController(data)) {
            Files.createSymbolicLink(other.resolve("archive.db"), archive().file());
            Files.createSymbolicLink(other.resolve("archive.db.key"), data.resolve("archive.db.key"));
            Files.createSymbolicLink(other.resolve("archive.db.lock"), data.resolve("archive.db.lock"));

            assertThatThrownBy(() -> new WholeController(other))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("archive.db")
                    .hasMessageContaining("is written by another process, which must end first");
            assertThat(holder.send("PUT", METHOD, BODY).status()).isEqualTo(201);
        }
    }
}
