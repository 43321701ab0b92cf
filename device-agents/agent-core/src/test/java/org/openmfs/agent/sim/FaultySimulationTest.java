package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Hundreds of runs full of faults, each from its seed; {@code -Dmfs.seed=N} runs one of them alone. */
final class FaultySimulationTest {
    private static final int SEEDS = 500;

    @Test
    void R10_F2e_L3_500_runs_with_faults_and_crashes_end_without_a_mismatch_a_reuse_or_a_loss() {
        Long alone = Long.getLong("mfs.seed");

        List<String> failures = LongStream.rangeClosed(1, SEEDS)
                .filter(seed -> alone == null || alone == seed)
                .parallel()
                .boxed()
                .flatMap(seed ->
                        new FaultyRun(seed).violations().stream().map(what -> "-Dmfs.seed=" + seed + ": " + what))
                .toList();

        assertThat(failures).isEmpty();
    }

    @Test
    void a_seed_gives_the_same_run_every_time() {
        FaultyRun once = new FaultyRun(17);
        FaultyRun again = new FaultyRun(17);

        once.violations();
        again.violations();

        assertThat(again.history()).isEqualTo(once.history()).hasSizeGreaterThan(20);
    }
}
