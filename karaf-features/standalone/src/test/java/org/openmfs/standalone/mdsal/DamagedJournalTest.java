package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Limits;
import org.openmfs.standalone.mdsal.JournaledConfiguration.Place;

/** A journal that can't be replayed: one line with the place and what leads on, and nothing is replayed wrongly. */
final class DamagedJournalTest {
    private static final Limits MANY = new Limits(1_000, 1 << 20);
    private static final String NETWORK = "mfs-network@2026-11-30";
    private static final String AWAY = "; or move it (with its -wal) away to go on with what configuration.json has,"
            + " without what was changed after that";
    private static final String TOGETHER = ": it is damaged, or configuration.json is not the one that it was written"
            + " beside: put copies of the two back that were made together" + AWAY;

    @TempDir
    private Path folder;

    private DeviceStore open(Place place) throws IOException {
        return new DeviceStore(place.context(), new JournaledConfiguration(place, MANY));
    }

    private DeviceStore open() throws IOException {
        return open(KeptConfiguration.place(folder));
    }

    /** After these, which are generations 1 to 3, a crash. */
    private void threeDevices() throws Exception {
        DeviceStore crashed = open();
        for (String device : new String[] {"alpha", "beta", "gamma"}) {
            crashed.put(device, "one.example");
        }
    }

    private Path journal() {
        return folder.resolve("configuration-journal.db");
    }

    private Path json() {
        return folder.resolve("configuration.json");
    }

    /** What is said of it, by a program that writes and by one that reads. */
    private String said(Place place) throws IOException {
        String written = said(() -> open(place));
        assertThat(said(() -> JournaledConfiguration.read(place))).isEqualTo(written);
        return written;
    }

    private String said() throws IOException {
        return said(KeptConfiguration.place(folder));
    }

    private interface Start {
        void run() throws IOException;
    }

    private String said(Start start) throws IOException {
        try {
            start.run();
            return "";
        } catch (DamagedConfigurationException e) {
            assertThat(e.getMessage()).startsWith(journal() + ": ").doesNotContain("\n", "Exception", "null");
            return e.getMessage().substring((journal() + ": ").length());
        }
    }

    private void sql(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal());
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private Place withNetwork(String module, String text) {
        Place place = KeptConfiguration.place(folder);
        TreeMap<String, String> modules = new TreeMap<>(place.models().modules());
        String former = modules.remove(NETWORK);
        modules.put(module, text.isEmpty() ? former : text);
        return new Place(folder, place.context(), new ModelSet(modules));
    }

    @Test
    void changes_that_were_made_with_other_models_are_never_replayed_and_the_way_that_keeps_them_is_told()
            throws Exception {
        threeDevices();

        assertThat(said(withNetwork("mfs-network@2031-01-01", "")))
                .isEqualTo("it has changes that configuration.json lacks (3), made with other models: " + NETWORK
                        + " (here mfs-network@2031-01-01); start the version that made them and end it, which writes"
                        + " them there" + AWAY);
        open().close();
        try (DeviceStore later = open(withNetwork("mfs-network@2031-01-01", ""))) {
            assertThat(later.hosts()).containsOnlyKeys("alpha", "beta", "gamma");
        }
    }

    @Test
    void a_revision_whose_text_was_changed_is_another() throws Exception {
        threeDevices();

        assertThat(said(withNetwork(NETWORK, "00"))).contains(": " + NETWORK + " (here with another text); start");
    }

    @Test
    void other_models_go_on_with_what_was_ended_well_and_their_own_changes_are_replayed() throws Exception {
        threeDevices();
        open().close();
        Place other = withNetwork("mfs-network@2031-01-01", "");
        DeviceStore crashed = open(other);
        crashed.put("delta", "two.example");
        crashed.delete("alpha");

        assertThat(open(other).hosts()).containsOnlyKeys("beta", "gamma", "delta");
        assertThat(said()).contains("mfs-network@2031-01-01 (here " + NETWORK + ")");
    }

    @Test
    void a_start_of_another_version_that_changes_nothing_can_be_gone_back_from() throws Exception {
        threeDevices();
        open().close();
        open(withNetwork("mfs-network@2031-01-01", "")).close();

        DeviceStore crashed = open();
        crashed.put("delta", "two.example");

        assertThat(open().hosts()).containsOnlyKeys("alpha", "beta", "gamma", "delta");
    }

    @Test
    void an_entry_that_was_changed_is_named() throws Exception {
        threeDevices();
        sql("UPDATE entries SET change = CAST(replace(change, 'one.example', 'two.example') AS BLOB)"
                + " WHERE generation = 2");

        assertThat(said()).isEqualTo("its entry 2 does not follow generation 1" + TOGETHER);
    }

    @Test
    void an_entry_that_lacks_is_noticed() throws Exception {
        threeDevices();
        sql("DELETE FROM entries WHERE generation = 2");

        assertThat(said()).isEqualTo("its entry 3 does not follow generation 1" + TOGETHER);
    }

    @Test
    void a_json_file_that_is_not_of_this_journal_is_noticed_and_goes_without_it(@TempDir Path elsewhere)
            throws Exception {
        Place other = KeptConfiguration.place(elsewhere);
        try (DeviceStore store = open(other)) {
            store.put("omega", "one.example");
        }
        threeDevices();
        Files.copy(elsewhere.resolve("configuration.json"), json(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(said()).isEqualTo("its entry 2 does not follow generation 1" + TOGETHER);

        Files.delete(journal());

        assertThat(open().hosts()).containsOnlyKeys("omega");
    }

    @Test
    void a_json_file_that_came_later_than_all_of_the_journal_goes_on_alone(@TempDir Path elsewhere) throws Exception {
        try (DeviceStore store = open(KeptConfiguration.place(elsewhere))) {
            for (int i = 0; i < 5; i++) {
                store.put("omega", i + ".example");
            }
        }
        threeDevices();
        Files.copy(elsewhere.resolve("configuration.json"), json(), StandardCopyOption.REPLACE_EXISTING);

        DeviceStore crashed = open();
        crashed.put("psi", "one.example");

        assertThat(open().hosts()).containsOnlyKeys("omega", "psi");
    }

    @Test
    void a_json_file_that_lacks_is_not_taken_for_an_empty_one() throws Exception {
        threeDevices();
        open().close();
        open().put("delta", "one.example");
        Files.delete(json());
        sql("DELETE FROM entries WHERE generation < 3");

        assertThat(said()).isEqualTo("its entry 3 does not follow generation 0" + TOGETHER);
    }

    @Test
    void another_file_under_its_name_is_no_journal() throws Exception {
        try (DeviceStore store = open()) {
            store.put("alpha", "one.example");
        }
        Files.delete(journal());
        sql("CREATE TABLE entries (generation INTEGER)");

        assertThat(said())
                .isEqualTo(
                        "it is no journal that this version knows: start the version that wrote it and end it" + AWAY);
    }

    @Test
    void a_journal_that_is_no_database_is_told() throws Exception {
        try (DeviceStore store = open()) {
            store.put("alpha", "one.example");
        }
        Files.writeString(journal(), "x".repeat(5_000));

        assertThat(said()).startsWith("it is damaged (").endsWith("): put a copy of it back" + AWAY);
    }

    @Test
    void a_journal_that_was_begun_and_not_written_to_is_none() throws Exception {
        try (DeviceStore store = open()) {
            store.put("alpha", "one.example");
        }
        Files.write(journal(), new byte[0]);
        assertThat(open().hosts()).containsOnlyKeys("alpha");
        ConfigurationJournal.writing(journal()).close();

        DeviceStore crashed = open();
        crashed.put("beta", "one.example");

        assertThat(open().hosts()).containsOnlyKeys("alpha", "beta");
    }

    /** As a disk leaves it that lost power before it had written what it was told to. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7, 0.9, 0.99})
    void a_torn_tail_shows_whole_commits_and_no_half_one(double part) throws Exception {
        DeviceStore crashed = open();
        for (int i = 0; i < 20; i++) {
            crashed.put(java.util.Map.of("alpha", i + ".example", "beta", i + ".example"));
        }
        Path left = Files.createDirectory(folder.resolve("left"));
        Files.copy(json(), left.resolve("configuration.json"));
        Files.copy(journal(), left.resolve("configuration-journal.db"));
        byte[] tail = Files.readAllBytes(folder.resolve("configuration-journal.db-wal"));
        Files.write(left.resolve("configuration-journal.db-wal"), Arrays.copyOf(tail, (int) (tail.length * part)));

        var hosts = open(KeptConfiguration.place(left)).hosts();

        assertThat(hosts.get("alpha")).isEqualTo(hosts.get("beta"));
    }
}
