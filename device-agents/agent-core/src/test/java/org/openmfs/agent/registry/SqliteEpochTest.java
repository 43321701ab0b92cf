package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;

/** What is in the files of a journal while a start puts all rows under another seal, and after it. */
final class SqliteEpochTest {
    private static final int FEW_ITERATIONS = 1000;

    @TempDir
    private Path folder;

    private Path passphrase;
    private final List<Integer> seedsWhenSealed = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery staple");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
    }

    private SqliteRegistry open() {
        SecureRandom random = new SecureRandom();
        return new SqliteRegistry(
                folder.resolve("keys.db"),
                new CountingSealing(
                        new PassphraseSealing(passphrase, FEW_ITERATIONS, random),
                        new AtomicInteger(),
                        () -> seedsWhenSealed.add(seeds())),
                EpochWitness.in(folder.resolve("epoch")),
                random);
    }

    private int seeds() {
        try {
            return Files.readAllLines(folder.resolve("epoch")).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_journal_whose_claims_cannot_be_read_leaves_no_key_of_an_epoch_behind() throws IOException {
        open().close();
        overwriteClaims();
        AtomicInteger unwiped = new AtomicInteger();
        SecureRandom random = new SecureRandom();
        KeySealing sealing =
                new CountingSealing(new PassphraseSealing(passphrase, FEW_ITERATIONS, random), unwiped, () -> {});

        assertThatThrownBy(() -> new SqliteRegistry(
                        folder.resolve("keys.db"), sealing, EpochWitness.in(folder.resolve("epoch")), random))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("malformed");

        assertThat(unwiped).hasValue(0);
    }

    /** As a bad disk does. */
    private void overwriteClaims() throws IOException {
        int size;
        List<Integer> pages;
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            size = sql.read("PRAGMA page_size", row -> row.getInt(1)).getFirst();
            pages = sql.read(
                    "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'external_keys'", row -> row.getInt(1));
        }
        try (FileChannel file = FileChannel.open(folder.resolve("keys.db"), StandardOpenOption.WRITE)) {
            for (int page : pages) {
                file.write(ByteBuffer.allocate(size), (long) size * (page - 1));
            }
        }
    }

    @Test
    void a_start_that_is_cut_off_at_any_moment_is_one_that_the_witness_expects() {
        open().close();
        assertThat(seeds()).isOne();
        seedsWhenSealed.clear();

        open().close();

        assertThat(seedsWhenSealed).isNotEmpty().containsOnly(2);
        assertThat(seeds()).isOne();
    }

    @Test
    void a_row_that_others_changed_is_gone_from_the_file_after_the_next_start() {
        open().close();
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            assertThat(rows(sql)).isZero();
        }
        try (SqliteRegistry registry = open();
                KeyMaterial secret = KeyMaterial.taking(new byte[32])) {
            KeyRecord.Birth birth = new KeyRecord.Birth(
                    RegistryContract.BLUE,
                    new CfId("cf-b"),
                    new SuiteId("ml-kem-1024"),
                    registry.nextOrder(RegistryContract.BLUE),
                    List.of(),
                    RegistryContract.TERMS);
            registry.add(KeyRecord.derived(KeyId.random(new SecureRandom()), birth, RegistryContract.NOW), secret);
        }
        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            sql.write("UPDATE keys SET peer = 'cf-z'");
            assertThat(rows(sql)).isOne();
        }

        open().close();

        try (Sql sql = new Sql(folder.resolve("keys.db"))) {
            assertThat(rows(sql)).isZero();
        }
    }

    private static long rows(Sql sql) {
        return sql.read("SELECT count(*) FROM keys", row -> row.getLong(1)).getFirst();
    }
}
