package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The method of a module breaks where it is asked for its contribution. */
final class BrokenOfferTest {
    private final World world = new World(World.Choices.calm(27));

    @Test
    void that_is_a_failure_of_the_method_and_the_next_suite_is_used() {
        world.faults.get(World.QKD).offeringFails();
        world.configure(CalmWorld.two(World.GOLD, World.SILVER));
        world.start();

        world.time.run(Duration.ofMinutes(5));

        assertThat(world.a.report().suite()).contains(World.SILVER.id());
    }
}
