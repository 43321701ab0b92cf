package org.openmfs.karaf.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a configuration of models that this version does not have. */
final class KeptModelsTest {
    private static final String OLD = "mfs-network@2026-01-01";
    private static final String NEW = "mfs-network@2026-02-02";
    private static final String POLICY = "mfs-policy@2026-01-01";

    @TempDir
    private Path base;

    private Path state;

    @BeforeEach
    void state() {
        state = base.resolve("state");
    }

    private KeptModels version(String... models) {
        return new KeptModels(state, Set.of(models));
    }

    /** A version ran here, and kept something. */
    private void kept(String what, String... models) throws IOException {
        version(models).require(false);
        Files.writeString(state.resolve("journal"), what);
    }

    private void importedBy(KeptModels version, String what) throws IOException {
        version.require(true);
        Files.writeString(state.resolve("journal"), what);
    }

    private String journal() throws IOException {
        return Files.readString(state.resolve("journal"));
    }

    @Test
    void the_same_models_or_more_of_them_are_let_in_and_fewer_are_not() throws IOException {
        kept("first", OLD);

        version(OLD).require(false);
        version(OLD, POLICY).require(false);

        assertThatThrownBy(() -> version(OLD).require(false))
                .hasMessage(state + ": it is of " + POLICY + ", which this version would drop; --export it with the"
                        + " version that wrote it, then --import FILE --replace with this one");
        assertThat(journal()).isEqualTo("first");
    }

    @Test
    void another_revision_is_refused_and_the_configuration_stays() throws IOException {
        kept("first", OLD, POLICY);

        assertThatThrownBy(() -> version(NEW, POLICY).require(false)).hasMessageContaining("it is of " + OLD + ",");

        version(OLD, POLICY).require(false);
        assertThat(journal()).isEqualTo("first");
    }

    @Test
    void what_a_version_kept_that_did_not_tell_its_models_is_refused() throws IOException {
        Files.createDirectories(state.resolve("shards"));

        assertThatThrownBy(() -> version(OLD).require(false))
                .hasMessageContaining("models that its version did not tell");
    }

    @Test
    void an_import_begins_with_nothing_and_stands_when_it_is_done() throws IOException {
        kept("first", OLD);

        version(NEW).require(true);
        assertThat(state.resolve("journal")).doesNotExist();
        Files.writeString(state.resolve("journal"), "second");
        Files.delete(state.resolve("import"));

        version(NEW).require(false);
        assertThat(journal()).isEqualTo("second");
        assertThat(base.resolve("state-replaced/journal")).hasContent("first");
    }

    @Test
    void an_import_that_came_to_nothing_is_as_if_it_had_not_begun() throws IOException {
        kept("first", OLD);
        importedBy(version(NEW), "half");
        importedBy(version(NEW), "half again");

        assertThatThrownBy(() -> version(NEW).require(false)).hasMessageContaining(OLD);
        version(OLD).require(false);
        assertThat(journal()).isEqualTo("first");
    }

    @Test
    void one_that_ended_between_its_two_moves_is_put_back() throws IOException {
        kept("first", OLD);
        Files.move(state, base.resolve("state-before-import"));

        version(OLD).require(false);

        assertThat(journal()).isEqualTo("first");
    }

    @Test
    void who_takes_the_state_away_after_an_import_begins_with_nothing() throws IOException {
        kept("first", OLD);
        importedBy(version(NEW), "second");
        Files.delete(state.resolve("import"));
        version(NEW).require(false);
        Files.move(state, base.resolve("elsewhere"));

        version(NEW).require(false);

        assertThat(state.resolve("journal")).doesNotExist();
    }

    @Test
    void an_import_of_the_same_models_moves_nothing() throws IOException {
        kept("first", OLD);

        version(OLD).require(true);

        assertThat(journal()).isEqualTo("first");
        assertThat(state.resolve("import")).doesNotExist();
    }

    @Test
    void models_without_configuration_at_the_controller_do_not_count() throws IOException {
        Path jars = Files.createDirectories(base.resolve("system/org/openmfs/yang-models/1"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(jars.resolve("yang-models-1.jar")))) {
            for (String model : Set.of(OLD, POLICY, "mfs-event@2026-01-01", "elsewhere@2026-01-01")) {
                jar.putNextEntry(new JarEntry("META-INF/yang/" + model + ".yang"));
            }
        }

        assertThat(KeptModels.of(base, base).here()).containsExactly(OLD, POLICY);
    }
}
