package org.openmfs.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What starts a program: from what, with what, and what it says where it can't. */
final class StartTest {
    private static final String NOT_BUILT = "mfs: not built: run ./mfs build";

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void set() throws Exception {
        stage = new Stage(folder);
    }

    @Test
    void a_start_without_a_build_says_what_to_run_and_builds_nothing() throws Exception {
        for (String program : new String[] {"controller", "archive", "agent", "testbed", "pki", "bench"}) {
            Stage.Ended ended = stage.run(program, "one");
            assertThat(ended.status()).as(program).isEqualTo(1);
            assertThat(ended.err()).as(program).containsExactly(NOT_BUILT);
        }
        assertThat(stage.run("controller", "--karaf").err()).containsExactly(NOT_BUILT);
        assertThat(stage.mavenCalls()).isEmpty();
    }

    @Test
    void a_start_after_a_change_starts_what_was_built_and_says_so() throws Exception {
        assertThat(stage.run("build").status()).isZero();
        assertThat(stage.run("controller").err()).isEmpty();
        stage.change("second");
        Stage.Ended ended = stage.run("controller", "--data", "mine");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("runs first").first().asString().endsWith("ControllerMain --data mine");
        assertThat(ended.err())
                .containsExactly("mfs: sources changed since the build, which is what is started: run ./mfs build");
        assertThat(stage.mavenCalls()).hasSize(1);
    }

    @Test
    void a_program_knows_every_letter_of_a_file_name_where_the_user_has_no_locale() throws Exception {
        stage.run("build");
        List<Map<String, String>> users = List.of(
                Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""),
                Map.of("LC_ALL", "POSIX", "LANG", "en_US"),
                Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "xx_YY.UTF-8"),
                Map.of("LC_ALL", "", "LC_CTYPE", "C.UTF-8", "LANG", "C"));
        for (Map<String, String> user : users) {
            assertThat(stage.run(user, "controller").out()).as(user.toString()).contains("letters UTF-8");
        }
    }

    @Test
    void an_edited_test_and_what_an_editor_leaves_change_nothing_of_what_is_started() throws Exception {
        stage.run("build");
        stage.write("checkout/benchmarks/src/test/java/OneTest.java", "a test");
        stage.write("checkout/benchmarks/src/main/java/One.java~", "what an editor keeps");
        stage.write("checkout/benchmarks/src/main/java/.One.java.swp", "what an editor writes meanwhile");
        assertThat(stage.run("controller").err()).isEmpty();
        stage.write("checkout/benchmarks/src/main/java/Two.java", "a class");
        assertThat(stage.run("controller").err()).singleElement().asString().startsWith("mfs: sources changed");
    }

    @Test
    void a_build_of_which_a_part_is_gone_is_not_started() throws Exception {
        stage.run("build");
        Files.delete(Path.of(stage.run("pki").out().stream()
                        .filter(line -> line.startsWith("run "))
                        .findFirst()
                        .orElseThrow()
                        .substring(4)
                + "/lib/library-1.jar"));
        assertThat(stage.run("pki").err()).containsExactly(NOT_BUILT);
        stage.run("build");
        assertThat(stage.run("pki").status()).isZero();
    }

    @Test
    void the_first_demonstration_builds_and_the_next_starts_what_was_built() throws Exception {
        assertThat(stage.run("demo", "--simulated").out()).contains("runs first");
        stage.change("second");
        Stage.Ended next = stage.run("demo", "--simulated");
        assertThat(next.out()).contains("runs first");
        assertThat(next.err()).singleElement().asString().startsWith("mfs: sources changed");
        assertThat(stage.mavenCalls()).singleElement().asString().doesNotContain("-Pkaraf");
        assertThat(stage.run("controller", "--karaf").err()).containsExactly(NOT_BUILT);
        assertThat(stage.run("build").status()).isZero();
        assertThat(stage.run("controller", "--karaf", "--data", "mine").out()).containsExactly("karaf --data mine");
    }

    @Test
    void a_program_that_starts_another_starts_it_from_its_own_build() throws Exception {
        stage.run("build");
        stage.hold("java");
        Stage.Running demo = stage.start("demo", "--simulated");
        demo.untilSaid("runs first");
        String run = Files.readAllLines(demo.out()).stream()
                .filter(line -> line.startsWith("run "))
                .findFirst()
                .orElseThrow()
                .substring(4);
        stage.change("second");
        stage.run("build");
        stage.release("java");
        Stage.Ended ofDemo = stage.run(Map.of("MFS_RUN", run), "controller");
        assertThat(ofDemo.out()).contains("runs first");
        assertThat(ofDemo.err()).isEmpty();
        assertThat(stage.run("controller").out()).contains("runs second");
        assertThat(demo.end().out()).contains("at its end first");
    }

    @Test
    void data_is_where_the_checkout_is_or_where_the_user_says_wherever_the_user_stands() throws Exception {
        stage.run("build");
        assertThat(stage.run("controller").out())
                .contains("data " + stage.checkout().resolve("var"));
        assertThat(stage.run(Map.of("MFS_DATA", "/srv/mfs"), "controller").out())
                .contains("data /srv/mfs");
        assertThat(stage.run(Map.of("MFS_DATA", "mine"), "controller").out())
                .contains("data " + stage.folder().resolve("mine"));
    }
}
