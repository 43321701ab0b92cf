package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that verifies, exports and shows. */
final class ArchiveCommandTest {
    @TempDir
    private Path folder;

    private Places places;

    private record Ended(int status, List<String> out, List<String> err) {}

    @BeforeEach
    void set() {
        places = new Places(folder);
    }

    private static Ended run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new ArchiveCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(words));
        return new Ended(status, lines(out), lines(err));
    }

    private static List<String> lines(ByteArrayOutputStream text) {
        return text.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                     | nothing was asked for
            frobnicate             | there is no command 'frobnicate'
            verify                 | verify needs a file
            verify --json a        | verify has no option --json
            verify a --key         | --key needs a value
            verify a --head m1:7   | --head is MEMBER:NUMBER:HASH, as verify prints it
            export a               | export needs --to
            export a b --to c      | export takes one file
            forget a b             | forget takes one file
            forget a --to b        | forget has no option --to
            export a --to b --to c | --to: given twice
            show a --since soon    | --since is a day, 2026-11-30, or a time, 2026-11-30T12:00:00Z
            show a --kind          | --kind needs a value
            """)
    void wrong_words_are_told_in_one_line_and_end_with_2(String words, String told) {
        Ended ended = run(words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).containsExactly("archive: " + told + "; ./mfs archive --help tells its use");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void verify_ends_with_0_and_prints_a_head_that_it_takes_again() throws Exception {
        String file = places.filled("m1", 5).toString();
        Ended ended = run("verify", file);
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).first().asString().startsWith(file + ": sound, head m1:7:");
        assertThat(ended.out().getLast()).startsWith("  key Ed25519 ");

        String head = ended.out().getFirst().replaceFirst(".*head ", "");
        String key = ended.out().getLast().replaceFirst(".* ", "");
        assertThat(run("verify", file, "--head", head, "--key", key).status()).isZero();
        assertThat(run("verify", file, "--head", head.replace("m1:7:", "m1:8:")).status())
                .isEqualTo(1);
        assertThat(run("verify", file, "--key", "00").status()).isEqualTo(1);
    }

    @Test
    void verify_ends_with_1_where_something_is_broken_and_tells_of_all() throws Exception {
        Path good = places.filled("m1", 5);
        Path bad = places.filled("m2", 5);
        Places.edit(bad, "UPDATE entries SET who = 'x' WHERE sequence = 4");
        Ended ended = run(
                "verify", bad.toString(), good.toString(), places.file("none").toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out())
                .contains(
                        bad + ": BROKEN: entry 4 was changed",
                        places.file("none") + ": BROKEN: there is no " + places.file("none"))
                .anyMatch(line -> line.startsWith(good + ": sound"));
    }

    @Test
    void export_writes_what_verifies_with_the_archive() throws Exception {
        Path file = places.filled("m1", 5);
        Path to = places.file("m1.jsonl");
        Ended ended = run("export", file.toString(), "--to", to.toString());

        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).singleElement().asString().startsWith(to + ": entries 1 to 8, head m1:8:");
        assertThat(run("verify", file.toString(), to.toString()).status()).isZero();
        assertThat(run("export", file.toString(), "--to", to.toString()).err())
                .containsExactly("archive: " + to + " is there already, and stays as it is");
        assertThat(run("export", to.toString(), "--to", file + "2").err())
                .containsExactly("archive: " + to + " is an export already");
    }

    @Test
    void export_makes_no_archive_and_leaves_one_that_runs_alone() throws Exception {
        Path none = places.file("none.db");
        assertThat(run("export", none.toString(), "--to", places.file("1").toString())
                        .err())
                .containsExactly("archive: there is no " + none);
        assertThat(none).doesNotExist();

        try (Archive running = places.open("m1")) {
            Ended ended = run(
                    "export",
                    places.file("m1.db").toString(),
                    "--to",
                    places.file("1").toString());
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .containsExactly("archive: " + places.file("m1.db")
                            + " is written by another process, which must end first");
            assertThat(running.state().isTroubled()).isFalse();
        }
    }

    @Test
    void show_prints_entries_of_all_files_by_time_and_kind() throws Exception {
        try (Archive first = places.open("m1");
                Archive second = places.open("m2")) {
            first.write(Places.audit("PUT /a"), Places.PATIENCE);
            places.pass(Duration.ofSeconds(30));
            second.write(Places.audit("PUT /b\u001b[31m\n"), Places.PATIENCE);
            places.turnWallClock(Duration.ofDays(1));
            first.write(new Entry(Entry.STEP, "blue", "configured", "", ""), Places.PATIENCE);
        }
        String one = places.file("m1.db").toString();
        String two = places.file("m2.db").toString();

        assertThat(run("show", two, one, "--kind", "audit").out())
                .containsExactly(
                        "2026-11-30T12:00:00Z m1 2 audit admin from 192.0.2.7: PUT /a: 201",
                        "2026-11-30T12:00:30Z m2 2 audit admin from 192.0.2.7: PUT /b?[31m?: 201");
        assertThat(run("show", one, "--since", "2026-12-01", "--kind", "step").out())
                .containsExactly("2026-12-01T12:00:30Z m1 3 step blue: configured");
        assertThat(run("show", one, "--since", "2026-12-01T12:00:31Z").out()).isEmpty();
        assertThat(run("show", one, "--json").out())
                .hasSize(4)
                .allMatch(line -> ExportText.row(line).isPresent());
    }

    @Test
    void show_of_what_is_none_ends_with_1() throws Exception {
        Path text = Files.writeString(places.file("text"), "hello");
        Ended ended = run("show", text.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).containsExactly("archive: " + text + " is neither an archive nor an export of one");
    }

    @Test
    void each_option_stands_in_the_usage() {
        assertThat(ArchiveWords.USAGE)
                .startsWith("usage: ")
                .contains("--head", "--key", "--to", "--kind", "--since", "--json", "--version", "--help");
    }
}
