package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.Entry;
import org.openmfs.northbound.backup.UnusableBackupException;

/** What is done to a data folder at the command line is in its archive, whether or not a controller runs. */
final class CommandLineDeedsTest {
    private static final String WHO = System.getProperty("user.name") + " at the command line||";
    private static final String BACKUP =
            "{\"format\":1,\"modules\":[],\"data\":{\"mfs-policy:protection-classes\":{%s}},\"sealed\":{}}";

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    /** Of what was done, as asked for and as ended. */
    private List<String> archived() throws ArchiveFailure {
        ArchivedController archive = ArchivedController.in(data());
        archive.requireSound();
        return archive.lines(Entry.AUDIT).stream()
                .filter(line -> line.startsWith(WHO))
                .map(line -> line.substring(WHO.length()).replaceFirst(" in entry \\d+$", " in entry"))
                .toList();
    }

    private void add(String user) {
        ControllerMain.main("--data", data().toString(), "--add-user", user, "--role", "viewer");
        assertThat(data().resolve("password-" + user)).exists();
    }

    private void task(String option, Path file, String... others) throws Exception {
        List<String> words = Stream.concat(
                        Stream.of("--data", data().toString(), option, file.toString()), Stream.of(others))
                .toList();
        new BackupTask(BackupOptions.of(folder, words)).carryOut();
    }

    @Test
    void a_user_who_is_made_is_archived_before_the_first_start_while_it_runs_and_after() throws Exception {
        add("alice");
        try (WholeController running = new WholeController(data())) {
            assertThat(running.send("GET", "", "").status()).isEqualTo(200);
            add("bob");
        }
        add("carol");

        assertThat(archived())
                .containsExactlyElementsOf(Stream.of("alice", "bob", "carol")
                        .flatMap(name -> Stream.of(
                                "--add-user " + name + " --role viewer|asked",
                                "--add-user " + name + " --role viewer|done, asked in entry"))
                        .toList());
    }

    @Test
    void an_import_and_exports_are_archived_while_it_runs_too() throws Exception {
        Path given = Files.writeString(
                folder.resolve("given.json"),
                BACKUP.formatted("\"protection-class\":[{\"id\":\"gold\",\"method\":[\"ml-kem-1024\",\"qkd-014\"]}]"));
        Path made = folder.resolve("made.json");
        task("--import", given);
        task("--export", made);
        try (WholeController running = new WholeController(data())) {
            assertThat(running.send("GET", "", "").status()).isEqualTo(200);
            task("--export", made);
        }

        assertThat(archived())
                .containsExactly(
                        "--import " + given + "|asked",
                        "--import " + given + "|done, asked in entry",
                        "--export " + made + "|asked",
                        "--export " + made + "|done, asked in entry",
                        "--export " + made + "|asked",
                        "--export " + made + "|done, asked in entry");
    }

    @Test
    void an_import_that_is_refused_is_archived_as_that_and_leaves_no_folder_that_was_not_there() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.json"), BACKUP.formatted("\"colour\":\"blue\""));
        assertThatThrownBy(() -> task("--import", wrong)).isInstanceOf(UnusableBackupException.class);
        assertThat(data()).doesNotExist();

        add("alice");
        assertThatThrownBy(() -> task("--import", wrong)).isInstanceOf(UnusableBackupException.class);
        assertThat(archived())
                .endsWith("--import " + wrong + "|asked", "--import " + wrong + "|failed, asked in entry");
    }
}
