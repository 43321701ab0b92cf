package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlTest {
    @TempDir
    private Path folder;

    @Test
    void why_changes_were_not_made_is_told_also_where_they_were_rolled_back_before() {
        try (Sql sql = new Sql(folder.resolve("registry"))) {
            RegistryFailure full = new RegistryFailure("the disk is full", new IllegalStateException());

            assertThatThrownBy(() -> sql.together(() -> {
                        sql.execute("ROLLBACK");
                        throw full;
                    }))
                    .isSameAs(full);

            sql.together(() -> sql.execute("CREATE TABLE t (x)"));
            assertThat(sql.read("SELECT count(*) FROM t", row -> row.getInt(1))).containsExactly(0);
        }
    }

    @Test
    void a_file_that_is_none_of_its_kind_is_refused_and_not_held() throws Exception {
        Path file = Files.writeString(folder.resolve("registry"), "this is no database at all, whoever says so");

        assertThatThrownBy(() -> new Sql(file))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining(file.toString());
        assertThat(isOpen(file)).isFalse();

        Files.delete(file);
        try (Sql sql = new Sql(file)) {
            assertThat(isOpen(file)).isTrue();
            sql.execute("CREATE TABLE t (x)");
        }
    }

    /** Whether this process has it open. */
    private static boolean isOpen(Path file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.anyMatch(one -> leadsTo(one, file));
        }
    }

    private static boolean leadsTo(Path open, Path file) {
        try {
            return Files.isSameFile(open, file);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void why_a_journal_cannot_be_made_is_told_and_that_it_is_one() throws Exception {
        Path file = folder.resolve("none/journal.db");
        KeySealing none = seed -> {
            throw new IllegalStateException();
        };

        assertThatThrownBy(() -> new SqliteRegistry(file, none, EpochWitness.none(), new SecureRandom()))
                .hasMessage("journal " + file + " cannot be made: there is no such file");
        assertThatThrownBy(() -> new Sql(file)).hasMessageStartingWith("journal " + file + " cannot be opened: ");
    }

    @Test
    void why_its_witness_cannot_be_written_is_told() throws Exception {
        Path file = folder.resolve("none/epoch");

        assertThatThrownBy(() -> EpochWitness.in(file).expect(List.of(new byte[32])))
                .hasMessage(file + " cannot be written: there is no such file");
        Files.createDirectories(file);
        assertThatThrownBy(() -> EpochWitness.in(file).require(folder, new byte[32]))
                .hasMessage(file + " cannot be read: " + file + " is not a regular file");
    }
}
