package org.openmfs.controller.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openmfs.controller.spi.Printed;

/** Thousands of worlds, each from its seed; {@code -Dmfs.seed=N} runs one of them alone and tells its story. */
final class WorldsTest {
    private static final int SEEDS = 2_000;

    /** How many seeds instead: mutation testing tries every mutant against as many. */
    private static final String FEWER = "mfs.seeds";

    private static final long LEAST = 100;

    @Test
    void worlds_2000_with_faults_of_every_kind_become_what_is_asked_for_and_hold_nothing_beside() throws Exception {
        Long alone = Long.getLong("mfs.seed");
        int count = Integer.getInteger(FEWER, SEEDS);

        Worlds.Outcome outcome = alone == null ? Worlds.run(1, count) : Worlds.run(alone, alone);

        if (alone != null) {
            outcome.wrong().values().forEach(story -> story.lines().forEach(Printed::line));
        }
        assertThat(outcome.wrong().entrySet().stream()
                        .map(entry -> "-Dmfs.seed=" + entry.getKey() + ": "
                                + entry.getValue().wrong()))
                .isEmpty();
        if (alone == null && count >= SEEDS) {
            assertThat(outcome.faults()).containsOnlyKeys(Fault.values());
            assertThat(outcome.faults().values()).allMatch(times -> times >= LEAST);
        }
    }
}
