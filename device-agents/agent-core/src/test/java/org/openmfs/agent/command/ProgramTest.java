package org.openmfs.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgramTest {
    private final Program program =
            new Program("agent", "usage: agent FILE", List.of("--check", "--one-process", "--dir"));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private boolean answers(String... arguments) {
        return program.answers(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
    }

    @Test
    void help_and_version_are_answered_wherever_they_stand_and_nothing_else_is() {
        assertThat(answers("--help")).isTrue();
        assertThat(out.toString()).startsWith("usage: agent FILE").contains("--help", "--version");
        out.reset();
        assertThat(answers("file", "--version")).isTrue();
        assertThat(out.toString()).startsWith("agent ");
        out.reset();
        assertThat(answers("--dir", "help")).isFalse();
        assertThat(answers()).isFalse();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void help_comes_last_and_options_are_aligned_with_the_programs_own() {
        Program aligned = new Program("pki", """
                usage: ./mfs pki [--days N]
                  --days N   how long
                """, List.of("--days"));

        aligned.answers(new PrintStream(out, true, StandardCharsets.UTF_8), "--help");

        assertThat(out.toString().lines())
                .containsExactly(
                        "usage: ./mfs pki [--days N]",
                        "  --days N   how long",
                        "  --version  which version and commit this is",
                        "  --help     this text");
    }

    @ParameterizedTest
    @CsvSource({
        "--chekc, --check",
        "--cehck, --check",
        "--chekcs, --check",
        "--hlep, --help",
        "--versoin, --version",
        "--oneprocess, --one-process",
        "--dirr, --dir",
        "--hepl, --help",
        "--di, --dir"
    })
    void a_mistyped_option_suggests_the_nearest(String typed, String meant) {
        assertThat(program.unknown(typed)).isEqualTo("there is no option " + typed + "; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({"--elephant", "-x", "--colour"})
    void what_is_near_to_nothing_suggests_help(String typed) {
        assertThat(program.unknown(typed)).isEqualTo("there is no option " + typed + "; --help lists them");
    }

    private final Program valued =
            new Program("pki", "usage: pki [--days N]\n  --days N  how long", List.of("--days N", "--renew"));

    @Test
    void a_command_line_is_taken_apart_in_its_order() {
        CommandLine line = valued.read("one", "--days", "3", "other", "--renew");

        assertThat(line.words()).containsExactly("one", "other");
        assertThat(line.value("--days")).contains("3");
        assertThat(line.has("--renew")).isTrue();
        assertThat(line.value("--renew")).contains("");
        assertThat(line.has("--other")).isFalse();
        assertThat(line.value("--other")).isEmpty();
        assertThat(valued.readOptions("--days", "-1").value("--days")).contains("-1");
    }

    @ParameterizedTest
    @CsvSource({
        "--days, --days needs a value; usage: pki [--days N]",
        "--days --renew, --days needs a value; usage: pki [--days N]",
        "--renew --renew, --renew: given twice; usage: pki [--days N]",
        "--day 3, there is no option --day; did you mean --days?; usage: pki [--days N]",
        "word, 'word' was not expected; usage: pki [--days N]"
    })
    void what_can_not_be_understood_is_said_with_how_it_is_called(String line, String said) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valued.readOptions(line.split(" ")))
                .withMessage(said);
    }

    @Test
    void a_value_of_blanks_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> valued.read("--days", " "));
    }

    @ParameterizedTest
    @CsvSource({
        "--daYs, --days",
        "--dasy, --days",
        "--das, --days",
        "--daays, --days",
        "--dya, --days",
        "--adsy, --days",
        "--renewal, --renew",
        "--enew, --renew",
        "--rnewe, --renew"
    })
    void letters_that_are_exchanged_swapped_left_out_or_added_are_seen_through(String typed, String meant) {
        assertThat(valued.unknown(typed)).isEqualTo("there is no option " + typed + "; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({"--dxxz", "--renewals", "--sy"})
    void three_of_them_are_too_many(String typed) {
        assertThat(valued.unknown(typed)).endsWith("--help lists them");
    }

    @Test
    void a_word_of_sixty_letters_is_shown_whole_and_of_a_longer_one_the_first_sixty() {
        String word = "x".repeat(60);

        assertThat(Program.shown(word)).isEqualTo(word);
        assertThat(Program.shown(word + "y")).isEqualTo(word + "…");
    }

    @Test
    void of_two_that_are_near_the_nearer_is_meant() {
        Program near = new Program("near", "usage: near", List.of("--abcdef", "--abcdeg", "--abcd"));

        assertThat(near.unknown("--abcdegh")).endsWith("did you mean --abcdeg?");
        assertThat(near.unknown("--abcde")).endsWith("did you mean --abcdef?");
    }
}
