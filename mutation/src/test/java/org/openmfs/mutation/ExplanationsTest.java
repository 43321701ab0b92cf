package org.openmfs.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplanationsTest {
    private static final Mutant OPEN = new Mutant("agent.Lock", "open", "negated conditional", "if (a || b) {");
    private static final String ROW =
            "| `agent.Lock` | `open` | negated conditional | `if (a \\|\\| b) {` | both are the same |";

    @Test
    void a_row_explains_the_mutant_that_it_names() {
        Explanations explanations = Explanations.read(List.of("# Mutants", "| class | method |", "|---|---|", ROW));

        assertThat(explanations.why(OPEN)).contains("both are the same");
        assertThat(explanations.why(new Mutant("agent.Lock", "open", "negated conditional (2)", OPEN.source())))
                .isEmpty();
    }

    @Test
    void a_row_of_no_mutant_any_more_is_told_by_its_own_module_alone() {
        Explanations explanations = Explanations.read(List.of(ROW));

        assertThat(explanations.stale(List.of(OPEN), List.of("agent"))).isEmpty();
        assertThat(explanations.stale(List.of(), List.of("agent"))).containsExactly(OPEN);
        assertThat(explanations.stale(List.of(), List.of("other"))).isEmpty();
    }

    @Test
    void a_row_without_a_reason_or_written_twice_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explanations.read(List.of("| `agent.Lock` | `open` | negated | `if` | |")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explanations.read(List.of("| `agent.Lock` | `open` | negated | why |")));
        assertThatIllegalArgumentException().isThrownBy(() -> Explanations.read(List.of(ROW, ROW)));
    }
}
