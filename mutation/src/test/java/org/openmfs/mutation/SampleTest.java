package org.openmfs.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pitest.mutationtest.engine.MutationDetails;

final class SampleTest {
    private static final List<MutationDetails> ALL = IntStream.range(0, 1_000)
            .mapToObj(i -> Mutants.mutant("open", i, i, "removed call"))
            .toList();

    @Test
    void a_seed_draws_the_same_every_time_whatever_the_order_of_all() {
        Collection<MutationDetails> drawn = sample(1).intercept(ALL);

        assertThat(drawn).hasSize(300).doesNotHaveDuplicates();
        assertThat(sample(1).intercept(ALL.reversed())).containsExactlyElementsOf(drawn);
    }

    @Test
    void another_seed_draws_others() {
        assertThat(sample(2).intercept(ALL)).isNotEqualTo(sample(1).intercept(ALL));
    }

    @Test
    void every_mutant_is_drawn_by_some_seed() {
        long[] times = new long[ALL.size()];
        for (int seed = 1; seed <= 100; seed++) {
            sample(seed).intercept(ALL).forEach(mutant -> times[mutant.getLineNumber()]++);
        }

        assertThat(LongStream.of(times)).allMatch(count -> count > 10 && count < 50);
    }

    @Test
    void a_module_of_fewer_mutants_is_tried_whole() {
        Sample sample = sample(1);

        assertThat(sample.intercept(ALL.subList(0, 7))).containsExactlyInAnyOrderElementsOf(ALL.subList(0, 7));
        assertThat(sample.all()).hasSize(7);
    }

    @Test
    void those_of_some_classes_are_the_same_that_are_drawn_among_all() {
        Draw some = new Draw(1, 300, Pattern.compile("Lock$"));
        Draw none = new Draw(1, 300, Pattern.compile("Door"));
        Collection<MutationDetails> drawn = sample(1).intercept(ALL);
        Sample ofNone = new Sample(none);

        assertThat(new Sample(some).intercept(ALL)).containsExactlyElementsOf(drawn);
        assertThat(ofNone.intercept(ALL)).isEmpty();
        assertThat(ofNone.drawn()).isEqualTo(300);
    }

    private static Sample sample(long seed) {
        return new Sample(new Draw(seed, 300, Pattern.compile(".")));
    }
}
