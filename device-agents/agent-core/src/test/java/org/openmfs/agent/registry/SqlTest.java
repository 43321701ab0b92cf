package org.openmfs.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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
        Path file = java.nio.file.Files.writeString(
                folder.resolve("registry"), "this is no database at all, whoever says so");

        assertThatThrownBy(() -> new Sql(file))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining(file.toString());

        java.nio.file.Files.delete(file);
        new Sql(file).close();
    }
}
