package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Limits;

/** Which files hold a configuration at which moment, and what a start makes of them. */
final class JournaledConfigurationTest {
    private static final EffectiveModelContext MODELS =
            KeptConfiguration.place(Path.of("")).context();
    private static final Limits MANY = new Limits(1_000, 1 << 20);
    private static final Limits THREE = new Limits(3, 1 << 20);

    @TempDir
    private Path folder;

    private DeviceStore open(Limits limits) throws IOException {
        return new DeviceStore(MODELS, new JournaledConfiguration(KeptConfiguration.place(folder), limits));
    }

    private Map<String, String> read(Path from) throws IOException {
        return new DeviceStore(MODELS, new ForgetfulKeeper(JournaledConfiguration.read(KeptConfiguration.place(from))))
                .hosts();
    }

    private Path json() {
        return folder.resolve("configuration.json");
    }

    private Path previous() {
        return folder.resolve("configuration.previous.json");
    }

    private Path journal() {
        return folder.resolve("configuration-journal.db");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void a_commit_is_on_disk_when_it_is_acknowledged_and_the_json_file_is_left_alone() throws Exception {
        DeviceStore crashed = open(MANY);
        crashed.put("alpha", "one.example");
        byte[] written = Files.readAllBytes(json());
        crashed.put("alpha", "two.example");
        crashed.put("beta", "one.example");
        crashed.delete("alpha");

        assertThat(json()).hasBinaryContent(written);
        try (DeviceStore again = open(MANY)) {
            assertThat(again.hosts()).containsExactly(Map.entry("beta", "one.example"));
        }
    }

    @Test
    void an_end_writes_all_of_it_as_json() throws Exception {
        try (DeviceStore store = open(MANY)) {
            store.put("alpha", "one.example");
        }

        assertThat(Files.readString(json())).contains("\"generation\":1,", "one.example");
        Files.delete(journal());
        assertThat(read(folder)).containsOnlyKeys("alpha");
    }

    @Test
    void nothing_is_written_by_a_start_without_a_change() throws Exception {
        open(MANY).close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void after_so_many_commits_or_octets_all_of_it_is_written_and_the_journal_reaches_back_to_the_one_before()
            throws Exception {
        DeviceStore store = open(THREE);
        for (int i = 1; i <= 8; i++) {
            store.put("alpha", i + ".example");
        }
        assertThat(Files.readString(json())).contains("\"generation\":6,", "6.example");
        assertThat(Files.readString(previous())).contains("\"generation\":3,", "3.example");
        try (ConfigurationJournal reader = ConfigurationJournal.reading(journal())) {
            assertThat(reader.from(0))
                    .extracting(ConfigurationJournal.Entry::generation)
                    .containsExactly(4L, 5L, 6L, 7L, 8L);
        }
        store.close();
        try (DeviceStore small = open(new Limits(1_000, 1))) {
            small.put("alpha", "9.example");
            assertThat(Files.readString(json())).contains("\"generation\":9,");
        }
    }

    @Test
    void commits_before_a_restart_count_for_when_all_of_it_is_written() throws Exception {
        DeviceStore crashed = open(THREE);
        crashed.put("alpha", "1.example");
        crashed.put("alpha", "2.example");

        try (DeviceStore again = open(THREE)) {
            again.put("alpha", "3.example");
            assertThat(Files.readString(json())).contains("\"generation\":3,");
        }
    }

    @Test
    void a_crash_between_the_new_json_file_and_the_shortened_journal_loses_and_doubles_nothing(@TempDir Path before)
            throws Exception {
        DeviceStore store = open(THREE);
        store.put("alpha", "1.example");
        store.put("beta", "1.example");
        store.delete("alpha");
        store.put("alpha", "4.example");
        store.put("alpha", "5.example");
        var last = store.toDelete("beta");
        copy(folder, before);
        last.commit().get();
        for (String file : List.of("configuration.json", "configuration.previous.json")) {
            Files.copy(folder.resolve(file), before.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(read(before)).containsExactly(Map.entry("alpha", "5.example"));
        new DeviceStore(MODELS, new JournaledConfiguration(KeptConfiguration.place(before), THREE))
                .put("gamma", "7.example");
        assertThat(read(before)).containsOnlyKeys("alpha", "gamma");
    }

    @Test
    void where_the_json_file_is_damaged_the_one_before_it_and_the_journal_have_everything() throws Exception {
        try (DeviceStore store = open(THREE)) {
            for (int i = 1; i <= 7; i++) {
                store.put("d" + i, i + ".example");
            }
        }
        Files.writeString(json(), "torn");
        assertThatThrownBy(() -> open(THREE))
                .isInstanceOf(DamagedConfigurationException.class)
                .hasMessageContaining(previous().toString());

        Files.copy(previous(), json(), StandardCopyOption.REPLACE_EXISTING);

        try (DeviceStore again = open(THREE)) {
            assertThat(again.hosts()).hasSize(7);
        }
    }

    @Test
    void a_configuration_of_an_earlier_run_is_taken_over_and_stands_under_its_name_until_all_is_written_again()
            throws Exception {
        try (InputStream fixture = getClass().getResourceAsStream("configuration-format-2.json")) {
            Files.copy(fixture, json());
        }
        byte[] earlier = Files.readAllBytes(json());
        DeviceStore store = open(MANY);
        assertThat(store.hosts()).containsExactly(Map.entry("a", "192.0.2.1"));
        assertThat(journal()).doesNotExist();
        assertThat(json()).hasBinaryContent(earlier);

        store.put("b", "192.0.2.2");

        assertThat(previous()).hasBinaryContent(earlier);
        assertThat(Files.readString(json())).startsWith("{\"openmfs-configuration\":3,\"generation\":41,");
        assertThat(read(folder)).containsOnlyKeys("a", "b");
        store.close();
        assertThat(Files.readString(json())).contains("\"generation\":42,", "192.0.2.2");
    }

    @Test
    void a_journal_that_was_put_back_open_to_others_is_for_its_owner_alone_when_it_is_used() throws Exception {
        try (DeviceStore store = open(MANY)) {
            store.put("alpha", "one.example");
        }
        List<Path> open;
        try (Stream<Path> files = Files.list(folder)) {
            open = files.filter(file -> file.getFileName().toString().contains("journal"))
                    .toList();
        }
        assertThat(open).isNotEmpty();
        for (Path file : open) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }

        try (DeviceStore store = open(MANY)) {
            store.put("beta", "two.example");
            assertThat(open)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void only_the_owner_may_read_what_is_kept_also_while_it_is_open() throws Exception {
        try (DeviceStore store = open(MANY)) {
            store.put("alpha", "one.example");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files)
                        .hasSizeGreaterThan(2)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void what_cannot_be_journaled_is_refused_and_what_comes_later_is_kept() throws Exception {
        DeviceStore store = open(MANY);
        store.put("alpha", "one.example");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + journal())) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> store.put("beta", "one.example"))
                    .hasMessageContaining("can't be written to the disk");
        }
        assertThat(store.hosts()).containsOnlyKeys("alpha");

        store.put("gamma", "one.example");

        assertThat(read(folder)).containsOnlyKeys("alpha", "gamma");
    }

    @Test
    void where_all_of_it_cannot_be_written_commits_go_on_and_it_is_tried_again() throws Exception {
        DeviceStore store = open(THREE);
        store.put("d0", "0.example");
        Path inTheWay = Files.createDirectories(folder.resolve("configuration.json.new/x"));
        for (int i = 1; i < 5; i++) {
            store.put("d" + i, i + ".example");
        }
        assertThat(Files.readString(json())).contains("\"generation\":0,");
        assertThat(read(folder)).hasSize(5);

        Files.delete(inTheWay);
        store.put("d5", "5.example");

        assertThat(Files.readString(json())).contains("\"generation\":6,");
        assertThat(read(folder)).hasSize(6);
    }

    @Test
    void another_program_reads_all_that_was_committed_beside_the_one_that_writes() throws Exception {
        try (DeviceStore store = open(THREE)) {
            for (int i = 1; i <= 10; i++) {
                store.put("d" + i, i + ".example");
                assertThat(read(folder)).hasSize(i);
            }
        }
        assertThat(read(folder)).hasSize(10);
    }

    @Test
    void what_a_crash_left_is_read_without_being_written(@TempDir Path left) throws Exception {
        DeviceStore crashed = open(MANY);
        crashed.put("alpha", "one.example");
        crashed.put("beta", "one.example");
        copy(folder, left);
        byte[] written = Files.readAllBytes(left.resolve("configuration-journal.db"));

        assertThat(read(left)).containsOnlyKeys("alpha", "beta");

        assertThat(left.resolve("configuration-journal.db")).hasBinaryContent(written);
    }
}
