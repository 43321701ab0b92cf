package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.key.KeyStage;

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
                    folder.resolve("keys.db"), new PassphraseSealing(file, FEW_ITERATIONS, random), random);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void reopen() {
        registry.close();
        registry = open();
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

    @Test
    void a_row_put_back_to_an_earlier_state_or_passed_off_as_another_key_is_refused() {
        KeyRecord key = added(BLUE);
        KeyRecord other = added(BLUE);
        registry.close();
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.write("UPDATE keys SET state = 'ACTIVE' WHERE id = ?", key.id().hex());
        }

        assertThatThrownBy(() -> open(folder)).isInstanceOf(RegistryFailure.class);
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.write(
                    "UPDATE keys SET state = 'PRE_ACTIVATION' WHERE id = ?",
                    key.id().hex());
        }
        registry = open();
        assertThat(List.of(holdsSecretOf(key), holdsSecretOf(other))).containsOnly(true);
    }

    @Test
    void a_passphrase_that_others_may_read_is_refused() throws IOException {
        Path file = folder.resolve("open");
        Files.writeString(file, "a passphrase for everybody");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        PassphraseSealing sealing = new PassphraseSealing(file, FEW_ITERATIONS, new SecureRandom());

        assertThatThrownBy(() -> new SqliteRegistry(folder.resolve("other.db"), sealing, new SecureRandom()))
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
