package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;

final class SqliteRegistryTest extends RegistryContract {
    private static final int FEW_ITERATIONS = 1000;

    @TempDir
    private Path folder;

    @Override
    Registry open() {
        return open(folder);
    }

    static SqliteRegistry open(Path folder) {
        return open(folder, "correct horse battery staple");
    }

    private static SqliteRegistry open(Path folder, String passphrase) {
        try {
            Path file = folder.resolve("passphrase");
            Files.writeString(file, passphrase);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            SecureRandom random = new SecureRandom();
            return new SqliteRegistry(
                    folder.resolve("keys.db"),
                    new PassphraseSealing(file, FEW_ITERATIONS, random),
                    EpochWitness.in(folder.resolve("epoch")),
                    random);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_journal_that_cannot_be_opened_leaves_no_key_of_an_epoch_behind() throws Exception {
        registry.close();
        Path other = Files.writeString(folder.resolve("other"), "another passphrase of length");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
        CountingSealing sealing = new CountingSealing(
                new PassphraseSealing(other, FEW_ITERATIONS, new SecureRandom()), new AtomicInteger(), () -> {});

        assertThatThrownBy(() -> new SqliteRegistry(
                        folder.resolve("keys.db"),
                        sealing,
                        EpochWitness.in(folder.resolve("epoch")),
                        new SecureRandom()))
                .isInstanceOf(RegistryFailure.class);

        assertThat(sealing.open()).hasValue(0);
        registry = open();
    }

    private void reopen() {
        registry.close();
        registry = open();
    }

    @Test
    void the_log_of_changes_does_not_grow_while_no_key_is_made() throws IOException {
        SqliteRegistry open = (SqliteRegistry) registry;
        for (int i = 0; i < 200; i++) {
            registry.nextOrder(BLUE);
            registry.claim(new Origin(new MethodId("qkd-014"), "key-" + i));
        }

        open.forgetOverwritten();

        assertThat(folder.resolve("keys.db-wal")).isEmptyFile();
    }

    @Test
    void how_many_external_keys_are_remembered_is_known_after_a_restart() {
        for (int i = 0; i < 3; i++) {
            registry.claim(new Origin(new MethodId("qkd-014"), "key-" + i));
        }
        reopen();

        assertThat(registry.claims()).isEqualTo(3);
    }

    @Test
    void what_was_written_is_there_after_a_restart_under_a_new_epoch() {
        KeyRecord key = added(BLUE);
        KeyRecord confirmed = key.moved(KeyStage.CONFIRMED, NOW, "confirmed");
        registry.update(confirmed);

        reopen();
        reopen();

        assertThat(registry.live(BLUE)).containsExactly(confirmed);
        assertThat(holdsSecretOf(key)).isTrue();
        assertThat(registry.nextOrder(BLUE)).isEqualTo(2);
    }

    @Test
    void the_file_is_for_its_owner_alone_and_holds_no_secret_in_clear() throws IOException {
        KeyRecord key = added(BLUE);
        registry.update(key.moved(KeyStage.CONFIRMED, NOW, "confirmed"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys.db"))))
                .isEqualTo("rw-------");
        assertThat(filesContain(RegistryContract.secretOf(key.id()))).isFalse();
        assertThat(filesContain(key.id().hex().getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
    }

    @Test
    void F8_destruction_overwrites_the_sealed_secret() throws IOException {
        KeyRecord key = added(BLUE);
        reopen();
        byte[] sealed = sealedIn(folder.resolve("keys.db"), key);
        assertThat(filesContain(sealed)).isTrue();

        registry = open();
        registry.update(key.moved(KeyStage.GONE, NOW, "given up"));
        reopen();

        assertThat(filesContain(sealed)).isFalse();
    }

    @Test
    void F8_nothing_of_a_destroyed_key_s_secret_is_sealed_anew() {
        KeyRecord key = added(BLUE);
        registry.update(key.moved(KeyStage.GONE, NOW, "given up"));
        byte[] sealed = sealedIn(folder.resolve("keys.db"), key);
        registry = open();

        assertThat(sealed).hasSizeLessThan(secretOf(key.id()).length);
    }

    private byte[] sealedIn(Path file, KeyRecord key) {
        registry.close();
        try (Sql sql = new Sql(file)) {
            return sql.read(
                            "SELECT sealed FROM keys WHERE id = ?",
                            row -> row.getBytes(1),
                            key.id().hex())
                    .getFirst();
        }
    }

    @Test
    void another_passphrase_does_not_open_it() {
        added(BLUE);
        registry.close();

        assertThatThrownBy(() -> open(folder, "another passphrase of length"))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("seal does not fit")
                .hasMessageContaining(folder.resolve("keys.db") + ": ")
                .hasMessageContaining("the passphrase in " + folder.resolve("passphrase"));
        registry = open();
    }

    @Test
    void a_second_process_is_told_that_the_registry_is_in_use() {
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("locked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "association = 'green/1'",
                "peer = 'cf-z'",
                "suite = 'strong'",
                "position = 77",
                "origins = ''",
                "state = 'ACTIVE'",
                "stage = 'RECEIVING'",
                "stage = 'nonsense'",
                "slot = 3",
                "number = 9",
                "times = ''",
                "times = 'nonsense'",
                "activation = '2026-11-23T10:00:00Z+PT1S@boot'",
                "reason = 'because'",
                "version = 1",
                "sealed = x'00'"
            })
    void a_row_that_others_changed_is_as_good_as_none_and_the_others_stand(String change) {
        KeyRecord changed =
                added(BLUE).moved(KeyStage.CONFIRMED, NOW, "confirmed").placed(new Slot(1), 5);
        registry.update(changed);
        KeyRecord other = added(BLUE);
        registry.close();
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.write(
                    "UPDATE keys SET " + change + " WHERE id = ?", changed.id().hex());
        }

        registry = open();

        assertThat(registry.keys()).containsExactly(other);
        assertThat(registry.find(changed.id())).isEmpty();
        assertThat(holdsSecretOf(other)).isTrue();
    }

    @Test
    void the_row_of_one_key_cannot_be_passed_off_as_another_nor_a_destroyed_one_be_put_into_stock() {
        KeyRecord key = added(BLUE);
        KeyRecord gone = added(BLUE);
        registry.update(gone.moved(KeyStage.GONE, NOW, "given up"));
        registry.close();
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.write(
                    "UPDATE keys SET sealed = (SELECT sealed FROM keys WHERE id = ?), state = 'PRE_ACTIVATION',"
                            + " stage = 'CONFIRMED' WHERE id = ?",
                    key.id().hex(),
                    gone.id().hex());
        }

        registry = open();

        assertThat(registry.live(BLUE)).containsExactly(key);
    }

    @Test
    void a_journal_of_an_earlier_format_is_refused_in_one_line_and_left_as_it_is() {
        registry.close();
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.execute("PRAGMA user_version=0");
        }

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining(
                        folder.resolve("keys.db") + " has format 1, and this version reads formats 2 and 3")
                .hasMessageNotContaining("\n");
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.execute("PRAGMA user_version=3");
        }
        registry = open();
    }

    @Test
    void a_journal_of_the_format_before_is_read_with_its_keys_and_goes_on_in_the_format_of_today() throws IOException {
        registry.close();
        copyFixture("journal-format-2.db", "keys.db");
        copyFixture("journal-format-2.epoch", "epoch");

        registry = open();
        reopen();

        List<KeyRecord> keys = registry.live(BLUE);
        assertThat(keys)
                .extracting(KeyRecord::stage)
                .containsExactly(KeyStage.DERIVED, KeyStage.CONFIRMED, KeyStage.SENDING);
        assertThat(keys).allMatch(this::holdsSecretOf);
        assertThat(keys).allMatch(key -> key.birth().terms().methods().isEmpty());
        assertThat(registry.claim(keys.getLast().origins().getLast())).isFalse();
        assertThat(registry.nextOrder(BLUE)).isEqualTo(4);
        KeyRecord added = added(BLUE);
        reopen();
        assertThat(registry.find(added.id())).contains(added);
    }

    private void copyFixture(String name, String to) throws IOException {
        try (InputStream fixture = getClass().getResourceAsStream(name)) {
            Files.copy(fixture, folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(folder.resolve(to), PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROLLBACK", "ABORT"})
    void a_write_that_fails_at_the_start_costs_no_key(String what) {
        List<KeyRecord> keys = List.of(added(BLUE), added(BLUE), added(BLUE));
        registry.close();
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.execute("CREATE TRIGGER full BEFORE INSERT ON keys WHEN NEW.id = '"
                    + keys.get(1).id().hex() + "' BEGIN SELECT RAISE(" + what + ", 'database or disk is full'); END");
        }
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("full");
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.execute("DROP TRIGGER full");
        }

        registry = open();

        assertThat(registry.keys()).containsExactlyElementsOf(keys);
        assertThat(keys).allMatch(this::holdsSecretOf);
    }

    @Test
    void a_journal_whose_making_was_cut_off_by_the_version_before_is_opened() {
        registry.close();
        for (String name : List.of("keys.db", "epoch")) {
            assertThat(folder.resolve(name).toFile().delete()).isTrue();
        }
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.execute("PRAGMA user_version=2");
        }

        registry = open();

        assertThat(registry.keys()).isEmpty();
    }

    @Test
    void a_whole_journal_that_is_put_back_to_an_earlier_start_is_refused() throws IOException {
        KeyRecord key = added(BLUE);
        registry.close();
        Path file = folder.resolve("keys.db");
        Files.copy(file, folder.resolve("old"));
        registry = open();
        registry.update(key.moved(KeyStage.GONE, NOW, "destroyed"));
        registry.close();
        Path now = Files.move(file, folder.resolve("now"));
        Files.move(folder.resolve("old"), file);

        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining(file + " was put back to an earlier state");

        Files.move(now, file, StandardCopyOption.REPLACE_EXISTING);
        registry = open();
        assertThat(registry.live(BLUE)).isEmpty();
    }

    @Test
    void F8_a_copy_of_the_files_taken_while_it_is_open_does_not_hold_what_was_destroyed() throws IOException {
        KeyRecord key = added(BLUE);
        reopen();
        byte[] sealed = sealedIn(folder.resolve("keys.db"), key);
        registry = open();
        registry.update(key.moved(KeyStage.CONFIRMED, NOW, "confirmed"));
        registry.update(registry.find(key.id()).orElseThrow().moved(KeyStage.GONE, NOW, "given up"));

        ((SqliteRegistry) registry).forgetOverwritten();

        assertThat(filesContain(sealed)).isFalse();
        assertThat(folder.resolve("keys.db-wal")).isEmptyFile();
    }

    @Test
    void a_passphrase_that_others_may_read_is_refused() throws IOException {
        Path file = folder.resolve("open");
        Files.writeString(file, "a passphrase for everybody");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        PassphraseSealing sealing = new PassphraseSealing(file, FEW_ITERATIONS, new SecureRandom());

        assertThatThrownBy(() -> new SqliteRegistry(
                        folder.resolve("other.db"), sealing, EpochWitness.none(), new SecureRandom()))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("owner alone");
    }

    private boolean filesContain(byte[] wanted) throws IOException {
        String needle = new String(wanted, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("keys.db"))
                    .toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
                    return true;
                }
            }
            return false;
        }
    }
}
