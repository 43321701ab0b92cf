package org.openmfs.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutations are built from what they need, and run apart from everything else on the machine or not at all. */
final class MutateTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void set() throws Exception {
        stage = new Stage(folder);
        stage.write("checkout/benchmarks/src/main/java/Main.java", "class Main {}\n");
        // Not from elsewhere: what was built is kept.
        stage.write("checkout/target/build.place", stage.checkout() + "\n");
        stage.write("checkout/benchmarks/target/mutate.classpath", "/nowhere/a.jar");
        stage.write("checkout/mutation/target/mutate.classpath", "/nowhere/pit.jar");
    }

    private void unshareIs(String script) throws Exception {
        stage.write("bin/unshare", "#!/bin/sh\n" + script + "\n");
        Stage.permit(stage.folder().resolve("bin/unshare"), "rwxr-xr-x");
    }

    @Test
    void a_mutation_runs_in_namespaces_of_its_own() throws Exception {
        unshareIs("echo \"unshare $*\"");

        Stage.Ended ended = stage.run("mutate", "--sample", "20", "benchmarks", "--seed", "7");

        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .anyMatch(line -> line.startsWith("unshare --mount --net --pid --fork --kill-child --mount-proc "))
                .last()
                .asString()
                .contains("org.openmfs.mutation.MutateMain " + stage.checkout() + "/benchmarks /nowhere/a.jar ")
                .endsWith("/docs/mutants.md 7 20 .");
        assertThat(stage.mavenCalls())
                .singleElement()
                .asString()
                .contains(" package ")
                .endsWith(" -DskipTests -pl mutation,benchmarks -am");
    }

    @Test
    void the_classes_that_are_meant_are_handed_on_as_one_word() throws Exception {
        unshareIs("for word; do echo \"<$word>\"; done");

        Stage.Ended ended = stage.run("mutate", "benchmarks", "--only", "Lock|Door in");

        assertThat(ended.out()).last().isEqualTo("<Lock|Door in>");
    }

    @Test
    void where_there_are_no_namespaces_nothing_is_mutated() throws Exception {
        unshareIs("exit 1");

        Stage.Ended ended = stage.run("mutate", "benchmarks");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .last()
                .asString()
                .startsWith("mfs: no namespaces for mutations alone, which might end other programs");
        assertThat(ended.out()).noneMatch(line -> line.contains("arguments"));
    }
}
