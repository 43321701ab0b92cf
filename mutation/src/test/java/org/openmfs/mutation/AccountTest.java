package org.openmfs.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.mutation.Mutants.mutant;
import static org.openmfs.mutation.Mutants.result;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pitest.mutationtest.DetectionStatus;
import org.pitest.mutationtest.MutationResult;

final class AccountTest {
    private static final String NEGATED = "negated conditional";

    @TempDir
    private Path sources;

    @Test
    void each_survivor_has_a_line_and_the_last_line_counts() throws Exception {
        assertThat(told(
                        List.of(),
                        result(mutant("open", 1, 2, NEGATED), DetectionStatus.KILLED),
                        result(mutant("open", 2, 2, NEGATED), DetectionStatus.SURVIVED),
                        result(
                                mutant("lambda$shut$0", 3, 3, "removed call to a/b/Key::wipe"),
                                DetectionStatus.NO_COVERAGE)))
                .containsExactly(
                        "survived, run by no test: agent.Lock:3 shut: removed call to Key::wipe: key.wipe();",
                        "survived: agent.Lock:2 open: negated conditional (2): if (a && b) {",
                        "mutate: 2 survivors, 0 of them explained; 0 of the killed ones by the time limit",
                        "mutate: 1 of 3 killed");
    }

    @Test
    void what_took_its_process_down_is_no_kill_and_what_did_not_end_is_one_that_is_told() throws Exception {
        assertThat(told(
                        List.of(),
                        result(mutant("open", 1, 2, NEGATED), DetectionStatus.RUN_ERROR),
                        result(mutant("open", 2, 2, NEGATED), DetectionStatus.TIMED_OUT),
                        result(mutant("open", 3, 2, NEGATED), DetectionStatus.NON_VIABLE)))
                .containsExactly(
                        "undecided (RUN_ERROR): agent.Lock:2 open: negated conditional: if (a && b) {",
                        "timed out: agent.Lock:2 open: negated conditional (2): if (a && b) {",
                        "undecided (NON_VIABLE): agent.Lock:2 open: negated conditional (3): if (a && b) {",
                        "mutate: 2 survivors, 0 of them explained; 1 of the killed ones by the time limit",
                        "mutate: 1 of 3 killed");
    }

    @Test
    void an_explained_survivor_is_marked_and_explanations_that_do_not_hold_are_told() throws Exception {
        List<String> rows = List.of(
                "| `agent.Lock` | `open` | negated conditional | `if (a && b) {` | b follows from a |",
                "| `agent.Lock` | `open` | negated conditional (2) | `if (a && b) {` | so it seemed |",
                "| `agent.Lock` | `open` | negated conditional | `if (gone) {` | it was so |");

        assertThat(told(
                        rows,
                        result(mutant("open", 1, 2, NEGATED), DetectionStatus.SURVIVED),
                        result(mutant("open", 2, 2, NEGATED), DetectionStatus.KILLED)))
                .containsExactly(
                        "survived: agent.Lock:2 open: negated conditional: if (a && b) { [explained: b follows from a]",
                        "explained, but killed: agent.Lock:2 open: negated conditional (2): if (a && b) {",
                        "explained, but there is no such mutant any more: agent.Lock open: negated conditional: if (gone) {",
                        "mutate: 1 survivors, 1 of them explained; 0 of the killed ones by the time limit",
                        "mutate: 1 of 2 killed");
    }

    private List<String> told(List<String> rows, MutationResult... results) throws Exception {
        Path folder = Files.createDirectories(sources.resolve("org/openmfs/agent"));
        Files.writeString(folder.resolve("Lock.java"), "class Lock {\n    if (a && b) {\n    key.wipe();\n");
        Naming naming = new Naming(
                sources, Arrays.stream(results).map(MutationResult::getDetails).toList());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Account(naming, Explanations.read(rows), List.of(results)).tell(new PrintStream(out, true, UTF_8));
        return out.toString(UTF_8).lines().toList();
    }
}
