package org.openmfs.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
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
        Collection<MutationDetails> drawn = new Sample(1, 300).intercept(ALL);

        assertThat(drawn).hasSize(300).doesNotHaveDuplicates();
        assertThat(new Sample(1, 300).intercept(ALL.reversed())).containsExactlyElementsOf(drawn);
    }

    @Test
    void another_seed_draws_others() {
        assertThat(new Sample(2, 300).intercept(ALL)).isNotEqualTo(new Sample(1, 300).intercept(ALL));
    }

    @Test
    void every_mutant_is_drawn_by_some_seed() {
        long[] times = new long[ALL.size()];
        for (int seed = 1; seed <= 100; seed++) {
            new Sample(seed, 300).intercept(ALL).forEach(mutant -> times[mutant.getLineNumber()]++);
        }

        assertThat(LongStream.of(times)).allMatch(count -> count > 10 && count < 50);
    }

    @Test
    void a_module_of_fewer_mutants_is_tried_whole() {
        Sample sample = new Sample(1, 300);

        assertThat(sample.intercept(ALL.subList(0, 7))).containsExactlyInAnyOrderElementsOf(ALL.subList(0, 7));
        assertThat(sample.all()).hasSize(7);
    }
}
