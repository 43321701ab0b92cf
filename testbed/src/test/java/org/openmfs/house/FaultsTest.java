package org.openmfs.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each fault in {@code docs/faults.md} has a test that exists and is run. */
final class FaultsTest {
    private static final String TABLE = "docs/faults.md";

    private final Checkout checkout = Checkout.found();

    @Test
    void each_fault_has_a_test_that_exists_and_is_run() {
        String table = checkout.text(TABLE);
        List<Fault> faults = Fault.rowsOf(table);

        assertThat(faults).hasSize(Math.toIntExact(Fault.lines(table))).isNotEmpty();
        assertThat(faults.stream().map(this::defect).flatMap(Optional::stream)).isEmpty();
    }

    @Test
    void each_test_was_red_on_a_commit_of_this_history() throws IOException, InterruptedException {
        assumeTrue(git("rev-parse", "--verify", "-q", "HEAD"), "skipped: the checkout has no history");
        assumeFalse(Files.exists(checkout.file(".git/shallow")), "skipped: the history is cut short");
        for (Fault fault : Fault.rowsOf(checkout.text(TABLE))) {
            assertThat(git("merge-base", "--is-ancestor", fault.red(), "HEAD"))
                    .as("commit %s of fault '%s' is part of the history", fault.red(), fault.what())
                    .isTrue();
        }
    }

    @Test
    void a_row_with_a_test_that_is_not_there_or_is_not_run_is_found() {
        String row = "| 1.1 | what | [%s](../testbed/src/test/java/org/openmfs/house/%s.java) | 83f93bc |%n";
        String table = String.format(row, "FaultsTest#no_such_test", "FaultsTest")
                + String.format(row, "GoneTest#a_test", "GoneTest")
                + String.format(row, "Fault#rowsOf", "Fault")
                + String.format(
                        row, "FaultsTest#a_row_with_a_test_that_is_not_there_or_is_not_run_is_found", "FaultsTest");

        assertThat(Fault.rowsOf(table).stream().map(this::defect).map(Optional::isPresent))
                .containsExactly(true, true, true, false);
    }

    private Optional<String> defect(Fault fault) {
        Path source = checkout.file("docs").resolve(fault.source()).normalize();
        if (!checkout.testSources().contains(source)) {
            return Optional.of(fault.source() + " is no test source");
        }
        boolean exists = new TestSource(source, Checkout.read(source)).tests().contains(fault.method());
        if (!exists || !source.getFileName().toString().equals(fault.test() + ".java")) {
            return Optional.of(fault.source() + " has no test " + fault.test() + "#" + fault.method());
        }
        return isRun(fault.test())
                ? Optional.empty()
                : Optional.of(fault.test() + " has tests, but nothing runs them: no name ending in Test extends it");
    }

    /** Surefire runs classes by their name; what a contract asks is run by the classes that extend it. */
    private boolean isRun(String test) {
        return test.endsWith("Test") || extendedBy(test).anyMatch(this::isRun);
    }

    private Stream<String> extendedBy(String contract) {
        Pattern extension = Pattern.compile("class (\\w+)[^{]*\\b(?:extends|implements)\\b[^{]*\\b" + contract + "\\b");
        return checkout.testSources().stream()
                .flatMap(source -> extension.matcher(Checkout.read(source)).results())
                .map(found -> found.group(1));
    }

    private boolean git(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        return new ProcessBuilder(command)
                        .directory(checkout.file("").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
