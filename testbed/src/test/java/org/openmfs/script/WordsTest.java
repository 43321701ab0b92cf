package org.openmfs.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the script understands, and what it says to what it does not. */
final class WordsTest {
    private static final List<String> PROGRAMS =
            List.of("demo", "controller", "archive", "agent", "testbed", "pki", "bench");
    private static final List<String> COMMANDS =
            List.of("build", "test", "mutate", "format", "console", "version", "help");

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void set() throws Exception {
        stage = new Stage(folder);
    }

    @Test
    void help_names_every_command_and_ends_with_0() throws Exception {
        for (String asked : List.of("help", "--help", "-h")) {
            Stage.Ended help = stage.run(asked);
            assertThat(help.status()).as(asked).isZero();
            for (String command : PROGRAMS) {
                assertThat(help.out()).anyMatch(line -> line.startsWith("  " + command + " "));
            }
            for (String command : COMMANDS) {
                assertThat(help.out()).anyMatch(line -> line.startsWith("  " + command + " "));
            }
        }
    }

    @Test
    void help_of_each_command_ends_with_0_and_builds_nothing() throws Exception {
        for (String command : COMMANDS) {
            Stage.Ended help = stage.run(command, "--help");
            assertThat(help.status()).as(command).isZero();
            assertThat(help.out()).as(command).first().asString().startsWith("usage: ./mfs " + command);
        }
        for (String program : PROGRAMS) {
            Stage.Ended help = stage.run(program, "--help");
            assertThat(help.status()).as(program).isZero();
            assertThat(help.out()).as(program).last().asString().contains("run ./mfs build");
        }
        assertThat(stage.mavenCalls()).isEmpty();
        stage.run("build");
        for (String program : PROGRAMS) {
            Stage.Ended help = stage.run("help", program);
            assertThat(help.status()).as(program).isZero();
            assertThat(help.out()).as(program).first().asString().endsWith("Main --help");
        }
        assertThat(stage.run("controller", "--karaf", "--help").out())
                .containsExactly("karaf --help", "  --http --data");
    }

    @Test
    void the_version_is_said_everywhere() throws Exception {
        assertThat(stage.run("version").out()).containsExactly("OpenMFS 0.1.0-SNAPSHOT, not built");
        stage.run("build");
        for (String asked : List.of("version", "--version")) {
            assertThat(stage.run(asked).out()).containsExactly("OpenMFS 0.1.0-SNAPSHOT");
        }
        for (String program : PROGRAMS) {
            assertThat(stage.run(program, "--version").out()).containsExactly(program + " 0.1.0-SNAPSHOT");
        }
        for (String command : List.of("build", "console", "version")) {
            assertThat(stage.run(command, "--version").out()).containsExactly("OpenMFS 0.1.0-SNAPSHOT");
        }
    }

    @Test
    void a_mistyped_command_or_option_suggests_the_nearest() throws Exception {
        Map<String, String> slips = Map.of(
                "contoller", "controller",
                "controler", "controller",
                "biuld", "build",
                "tset", "test",
                "agnet", "agent",
                "dmeo", "demo",
                "pik", "pki",
                "archvie", "archive",
                "test-bed", "testbed");
        for (Map.Entry<String, String> slip : slips.entrySet()) {
            Stage.Ended ended = stage.run(slip.getKey());
            assertThat(ended.status()).as(slip.getKey()).isEqualTo(2);
            assertThat(ended.err())
                    .containsExactly(
                            "mfs: unknown command '" + slip.getKey() + "'; did you mean " + slip.getValue() + "?");
        }
        assertThat(stage.run("elephant").err())
                .containsExactly("mfs: unknown command 'elephant'; ./mfs help lists them");
        assertThat(stage.run(".*").status()).isEqualTo(2);
        Stage.Ended option = stage.run("test", "--logn");
        assertThat(option.status()).isEqualTo(2);
        assertThat(option.err()).containsExactly("mfs: there is no option --logn; did you mean --long?");
        assertThat(stage.mavenCalls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            _                         | unknown command ''; ./mfs help lists them
            help _                    | unknown command ''; ./mfs help lists them
            version extra             | 'extra' was not expected; usage: ./mfs version
            --version extra           | 'extra' was not expected; usage: ./mfs version
            version _                 | '' was not expected; usage: ./mfs version
            version --long            | '--long' was not expected; usage: ./mfs version
            help version extra        | 'extra' was not expected; usage: ./mfs help [COMMAND]
            build extra               | 'extra' was not expected; usage: ./mfs build [MAVEN_OPTION...]
            build _                   | '' was not expected; usage: ./mfs build [MAVEN_OPTION...]
            format extra              | 'extra' was not expected; usage: ./mfs format [MAVEN_OPTION...]
            test extra                | 'extra' was not expected; usage: ./mfs test [--long] [MAVEN_OPTION...]
            test --long extra         | 'extra' was not expected; usage: ./mfs test [--long] [MAVEN_OPTION...]
            test --long -o --long     | --long: given twice; usage: ./mfs test [--long] [MAVEN_OPTION...]
            mutate                    | the name of a module was expected; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate _                  | '' was not expected; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate --sample 5         | the name of a module was expected; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate agent-peer pki     | 'pki' was not expected; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate agent-peer -o      | '-o' was not expected; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate agent-peer --seed  | --seed: a number from 1 to 999999999 was expected, not ''; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate agent-peer --seed x | --seed: a number from 1 to 999999999 was expected, not 'x'; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate agent-peer --sample 0 | --sample: a number from 1 to 999999999 was expected, not '0'; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate agent-peer --only  | --only: a regular expression was expected, not ''; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate --only a --only b  | --only: given twice; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            mutate --seed 1 --seed 2  | --seed: given twice; usage: ./mfs mutate MODULE [--seed N] [--sample N] [--only REGEX]
            console --hlep            | '--hlep' was not expected; usage: ./mfs console [COMMAND]
            """)
    void what_a_command_does_not_take_is_told_in_one_line_and_nothing_is_done(String line, String said)
            throws Exception {
        Stage.Ended ended = stage.run(
                Stream.of(line.split(" ")).map(word -> word.replace("_", "")).toArray(String[]::new));

        assertThat(ended.err()).containsExactly("mfs: " + said);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(stage.mavenCalls()).isEmpty();
    }

    @Test
    void a_module_that_cannot_be_mutated_is_told_in_one_line_and_nothing_is_built() throws Exception {
        stage.write("checkout/benchmarks/src/main/java/Main.java", "class Main {}\n");
        stage.write("checkout/device-agents/agent-peer/src/main/java/Main.java", "class Main {}\n");

        Stage.Ended slip = stage.run("mutate", "agent-pere", "--seed", "2");
        assertThat(slip.status()).isEqualTo(2);
        assertThat(slip.err())
                .containsExactly("mfs: there is no module 'agent-pere' with Java; did you mean agent-peer?");
        Stage.Ended other = stage.run("mutate", "testbed");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err())
                .containsExactly("mfs: there is no module 'testbed' with Java; these are there: agent-peer benchmarks");
        assertThat(stage.run("mutate", "agent-peer", "--sead", "2").err())
                .containsExactly("mfs: there is no option --sead; did you mean --seed?");
        assertThat(stage.mavenCalls()).isEmpty();
    }

    @Test
    void without_a_command_the_usage_is_told_as_a_wrong_use() throws Exception {
        Stage.Ended nothing = stage.run();

        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.err()).containsExactly("mfs: a command was expected; ./mfs help lists them");
        assertThat(nothing.out()).isEmpty();
        assertThat(stage.run("help").status()).isZero();
    }

    @Test
    void help_is_given_wherever_it_is_asked_for() throws Exception {
        Stage.Ended help = stage.run("test", "--long", "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).first().asString().startsWith("usage: ./mfs test");
        assertThat(stage.mavenCalls()).isEmpty();
    }

    @Test
    void a_port_or_a_user_that_no_console_has_is_told() throws Exception {
        for (String port : List.of("ssh", "70000", "-1", "22 23")) {
            Stage.Ended ended = stage.run(Map.of("MFS_CONSOLE_PORT", port), "console");
            assertThat(ended.status()).as(port).isEqualTo(2);
            assertThat(ended.err())
                    .containsExactly(
                            "mfs: MFS_CONSOLE_PORT: a number from 1 to 65535 was expected, not '" + port + "'");
        }
        Stage.Ended ended = stage.run(Map.of("MFS_CONSOLE_USER", "a b"), "console");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err())
                .containsExactly("mfs: MFS_CONSOLE_USER: the name of an administrator was expected, not 'a b'");
    }

    @Test
    void a_demonstration_builds_nothing_for_what_it_does_not_take() throws Exception {
        assertThat(stage.run("demo", "extra").status()).isNotZero();
        assertThat(stage.mavenCalls()).isEmpty();
    }

    @Test
    void a_mistyped_option_of_the_controller_in_Karaf_suggests_the_nearest() throws Exception {
        stage.run("build");
        Stage.Ended ended = stage.run("controller", "--karaf", "--htpp", "127.0.0.1:0");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).containsExactly("controller: there is no option --htpp; did you mean --http?");
        Stage.Ended twice = stage.run("controller", "--karaf", "--karaf");
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.err()).containsExactly("controller: --karaf: given twice");
        assertThat(stage.run("controller", "--karaf", "--http", "127.0.0.1:0").out())
                .containsExactly("karaf --http 127.0.0.1:0");
    }
}
