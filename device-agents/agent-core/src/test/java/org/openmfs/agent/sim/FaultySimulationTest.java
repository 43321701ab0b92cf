package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Hundreds of runs full of faults, each from its seed; {@code -Dmfs.seed=N} runs one of them alone. */
final class FaultySimulationTest {
    private static final int SEEDS = 1_000;

    /** How many seeds instead: mutation testing tries every mutant against as many. */
    private static final String FEWER = "mfs.seeds";

    private static final long LEAST = 100;

    @Test
    void R10_F2e_L3_1000_runs_with_faults_of_every_kind_harm_nothing() {
        Long alone = Long.getLong("mfs.seed");
        int count = Integer.getInteger(FEWER, SEEDS);
        LongStream seeds = alone == null ? LongStream.rangeClosed(1, count) : LongStream.of(alone);

        SimulateMain.Outcome outcome = SimulateMain.run(seeds);

        assertThat(outcome.violations()).isEmpty();
        if (alone == null && count >= SEEDS) {
            assertThat(outcome.injections()).containsOnlyKeys(Injection.values());
            assertThat(outcome.injections().values()).allMatch(times -> times >= LEAST);
        }
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
