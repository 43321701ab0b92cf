package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;

/** Somebody puts a copy of the journal back, in which keys are yet to be used that were used since. */
final class PutBackJournalTest {
    private final World world = new World(World.Choices.calm(5));

    @Test
    void a_journal_that_was_put_back_within_one_start_has_every_key_replaced() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 3));
        world.a.registry().copy();
        world.time.run(Duration.ofSeconds(90));
        world.network.up(false);
        world.a.crash();
        world.a.registry().putBack();
        world.a.start();
        world.time.run(Duration.ofSeconds(5));
        world.network.up(true);

        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofMinutes(2)))
                .isTrue();
        assertThat(world.checker.violations()).isEmpty();
    }
}
