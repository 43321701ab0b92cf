package org.openmfs.house;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/requirements.md} says of each requirement which test shows it, and says nothing else. */
final class RequirementsTest {
    private static final String TABLE = "docs/requirements.md";
    private static final String HEADER = """
            # What the MFS functional architecture asks for, and which test shows it
            The 69 lines of the IOWN Global Forum's MFS functional architecture (v1, October 2024). A test shows a line when its
            method or display name contains the line's id. `./mfs test` fails when this table and the tests differ;
            `./mfs test -Dmfs.write=true` writes the table anew.

            | id | what | shown by |
            |---|---|---|
            """;

    private final Checkout checkout = Checkout.found();

    @Test
    void the_committed_table_names_for_each_requirement_the_tests_that_show_it() throws IOException {
        List<Requirement> asked = asked();
        assertThat(asked).hasSize(Requirement.COUNT).doesNotHaveDuplicates();

        String table = HEADER + rows(asked);
        if (Boolean.getBoolean("mfs.write")) {
            Files.writeString(checkout.file(TABLE), table);
        }
        assertThat(checkout.text(TABLE)).isEqualTo(table);
    }

    @Test
    void an_id_counts_only_in_the_name_of_a_test_that_runs() {
        List<String> ids = List.of("R1", "R10", "F7", "F2c", "P-A", "T-c", "T-c2", "L1", "I3", "F8");
        TestSource sample = new TestSource(
                Path.of("Sample"), checkout.text("testbed/src/test/resources/house/requirements/sample.txt"));

        assertThat(sample.named(ids)).containsExactlyInAnyOrder("R1", "F7", "F2c", "P-A", "T-c2", "I3");
    }

    private List<Requirement> asked() {
        return Requirement.rowsOf(
                checkout.shared("design/requirements.md").map(Checkout::read).orElseGet(() -> checkout.text(TABLE)));
    }

    private String rows(List<Requirement> asked) {
        List<String> ids = asked.stream().map(Requirement::id).toList();
        Map<String, TreeSet<Path>> shownBy = new TreeMap<>();
        for (Path source : checkout.testSources()) {
            new TestSource(source, Checkout.read(source))
                    .named(ids)
                    .forEach(id ->
                            shownBy.computeIfAbsent(id, any -> new TreeSet<>()).add(source));
        }
        return asked.stream()
                .map(row -> "| " + row.id() + " | " + row.what() + " | "
                        + cell(shownBy.getOrDefault(row.id(), new TreeSet<>())) + " |\n")
                .collect(joining());
    }

    private String cell(TreeSet<Path> sources) {
        return sources.isEmpty() ? "not yet" : sources.stream().map(this::link).collect(joining(", "));
    }

    private String link(Path source) {
        String name = source.getFileName().toString().replace(".java", "");
        return "[" + name + "](../" + checkout.relative(source) + ")";
    }
}
