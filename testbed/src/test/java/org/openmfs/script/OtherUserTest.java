package org.openmfs.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What root has built, started by a user who owns nothing. */
final class OtherUserTest {
    private static final String NOBODY = "65534";

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void build() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can start a program as another user");
        stage = new Stage(folder);
        assertThat(stage.start(stage.checkout(), List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"), Map.of(), "build")
                        .end()
                        .status())
                .isZero();
    }

    private Stage.Ended asNobody(Map<String, String> environment, String... arguments) throws Exception {
        List<String> other = List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups");
        return stage.start(stage.checkout(), other, environment, arguments).end();
    }

    @Test
    void another_user_starts_what_was_built_and_leaves_nothing_in_the_checkout() throws Exception {
        String before = files();
        Stage.Ended ended = asNobody(Map.of(), "controller");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("runs first");
        assertThat(asNobody(Map.of(), "controller", "--karaf").out()).containsExactly("karaf ");
        assertThat(files()).isEqualTo(before);
        assertThat(stage.mavenCalls()).hasSize(1);
    }

    private String files() throws IOException {
        try (Stream<Path> files = Files.walk(stage.checkout())) {
            return files.map(Path::toString).sorted().collect(Collectors.joining("\n"));
        }
    }

    @Test
    void another_users_data_is_in_its_own_home() throws Exception {
        Path home = Files.createDirectories(stage.folder().resolve("nobody"));
        Stage.permit(home, "rwxrwxrwx");
        assertThat(asNobody(Map.of("HOME", home.toString()), "controller").out())
                .contains("data " + home.resolve(".local/state/openmfs"));
        assertThat(asNobody(Map.of("XDG_STATE_HOME", home.resolve("state").toString()), "controller")
                        .out())
                .contains("data " + home.resolve("state/openmfs"));
    }

    @Test
    void a_user_with_no_home_or_one_that_is_not_there_has_a_place_for_data_too() throws Exception {
        for (String home :
                List.of("", "/nonexistent", stage.folder().resolve("home").toString())) {
            Stage.Ended ended = asNobody(Map.of("HOME", home), "controller");
            assertThat(ended.err()).as(home).isEmpty();
            assertThat(ended.out()).as(home).contains("data /var/tmp/openmfs-" + NOBODY);
        }
        new ProcessBuilder("rmdir", "--ignore-fail-on-non-empty", "/var/tmp/openmfs-" + NOBODY)
                .start()
                .waitFor();
    }

    @Test
    void another_user_who_wants_to_build_is_told_who_may() throws Exception {
        stage.change("second");
        Stage.Ended ended = asNobody(Map.of(), "build");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .containsExactly(
                        "mfs: " + stage.checkout() + ": you may not write there; who owns it may run ./mfs build");
    }
}
