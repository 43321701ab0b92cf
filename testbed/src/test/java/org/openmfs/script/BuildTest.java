package org.openmfs.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build does, how often, and to whom it leaves what was there. */
final class BuildTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void set() throws Exception {
        stage = new Stage(folder);
    }

    @Test
    void two_builds_at_once_build_once() throws Exception {
        stage.hold("maven");
        Stage.Running first = stage.start("build");
        first.until(() -> !stage.mavenCalls().isEmpty());
        Stage.Running second = stage.start("build");
        Stage.Running demo = stage.start("demo", "--simulated");
        second.untilSaid("mfs: waiting for another build of this checkout");
        demo.untilSaid("mfs: waiting for another build of this checkout");
        stage.release("maven");
        assertThat(first.end().status()).isZero();
        assertThat(second.end().status()).isZero();
        assertThat(demo.end().out()).contains("runs first");
        assertThat(stage.mavenCalls()).hasSize(1);
    }

    @Test
    void nothing_is_built_when_nothing_changed_and_all_when_something_did() throws Exception {
        stage.run("build");
        assertThat(stage.run("build").status()).isZero();
        assertThat(stage.mavenCalls()).hasSize(1);
        stage.change("second");
        stage.run("build");
        assertThat(stage.mavenCalls()).hasSize(2);
        assertThat(stage.run("pki").out()).contains("runs second");
    }

    @Test
    void a_build_leaves_a_running_program_its_classes_and_takes_them_away_after_its_end() throws Exception {
        stage.run("build");
        stage.hold("java");
        Stage.Running program = stage.start("controller");
        program.untilSaid("runs first");
        stage.change("second");
        assertThat(stage.run("build").status()).isZero();
        assertThat(builds()).hasSize(2);
        stage.release("java");
        assertThat(program.end().out()).contains("at its end first");
        stage.change("third");
        assertThat(stage.run("build").status()).isZero();
        assertThat(builds()).hasSize(1);
        assertThat(stage.run("controller").out()).contains("runs third");
    }

    private List<Path> builds() throws IOException {
        try (Stream<Path> files = Files.list(stage.checkout().resolve("target/run"))) {
            return files.filter(file -> Files.isDirectory(file) && !Files.isSymbolicLink(file))
                    .toList();
        }
    }

    @Test
    void a_copied_build_is_as_good_and_one_made_in_the_copy_touches_nothing_where_it_was_copied_from()
            throws Exception {
        stage.run("build");
        Path copy = stage.folder().resolve("copy");
        assertThat(new ProcessBuilder("cp", "-a", stage.checkout().toString(), copy.toString())
                        .start()
                        .waitFor())
                .isZero();
        Path made = Path.of("testbed/target/generated-sources/Made.java");
        assertThat(stage.start(copy, List.of(), Map.of(), "pki").end().out()).contains("runs first");
        assertThat(stage.start(copy, List.of(), Map.of(), "build").end().status())
                .isZero();
        assertThat(stage.mavenCalls()).hasSize(1);
        Files.delete(copy.resolve("target/run/current"));
        assertThat(stage.start(copy, List.of(), Map.of(), "build").end().status())
                .isZero();
        assertThat(stage.mavenCalls()).hasSize(2);
        assertThat(stage.checkout().resolve(made)).exists();
        assertThat(copy.resolve(made)).exists();
    }

    @Test
    void outputs_that_do_not_say_where_they_were_made_go_before_Maven_runs() throws Exception {
        Path elsewhere = stage.folder().resolve("elsewhere");
        Files.writeString(elsewhere, "precious");
        stage.write("checkout/testbed/target/maven-status/execution.state", elsewhere + "\n");
        stage.write("checkout/other/pom.xml", "<project/>");
        stage.write("checkout/other/target/precious", "");
        assertThat(stage.run("format").status()).isZero();
        assertThat(elsewhere).exists();
        assertThat(stage.checkout().resolve("other/target/precious")).exists();
    }

    @Test
    void what_is_built_under_a_narrow_umask_can_be_read_by_everybody() throws Exception {
        stage.start(stage.checkout(), List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"), Map.of(), "build")
                .end();
        try (Stream<Path> files = Files.walk(stage.checkout().resolve("target/run"))) {
            assertThat(files)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(file ->
                            assertThat(Files.getPosixFilePermissions(file)).contains(PosixFilePermission.OTHERS_READ));
        }
    }

    @Test
    void long_tests_are_run_where_they_are_asked_for() throws Exception {
        Stage.Ended plain = stage.run("test");
        assertThat(plain.out()).last().isEqualTo("2 passed, 0 failed, 1 skipped");
        assertThat(stage.mavenCalls()).noneMatch(call -> call.contains("tests.excluded"));
        Stage.Ended all = stage.run("test", "--long");
        assertThat(all.out()).last().isEqualTo("2 passed, 0 failed, 1 skipped");
        assertThat(stage.mavenCalls())
                .filteredOn(call -> call.contains("verify"))
                .last()
                .asString()
                .contains("-Dtests.excluded=")
                .doesNotContain("--long");
    }

    @Test
    void programs_can_be_started_while_tests_run() throws Exception {
        assertThat(stage.run("test").status()).isZero();
        List<String> calls = stage.mavenCalls();
        assertThat(calls.getFirst()).contains("package -DskipTests -Pkaraf");
        assertThat(calls.get(1)).contains("verify -T 2 -Pkaraf");
        stage.run("test");
        assertThat(stage.mavenCalls().stream().filter(call -> call.contains("package")))
                .hasSize(1);
    }
}
