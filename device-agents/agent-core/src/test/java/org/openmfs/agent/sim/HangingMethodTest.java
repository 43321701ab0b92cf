package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;

/** A method hangs at the responder, and another suite would do without it. */
final class HangingMethodTest {
    private static final Suite WITHOUT_IT =
            new Suite(new SuiteId("psk+qkd"), List.of(World.PSK, World.QKD), CombinerId.HMAC_SHA384_EXTRACT);

    private final World world = new World(World.Choices.calm(19));

    @Test
    void a_method_that_hangs_at_the_responder_does_not_keep_the_next_suite_from_being_used() {
        world.a.slow(Duration.ofSeconds(1));
        world.b.stuck("method " + World.KEM);
        world.configure(CalmWorld.two(World.GOLD, WITHOUT_IT));
        world.start();
        world.time.run(Duration.ofSeconds(1));

        assertThat(world.time.runUntil(() -> CalmWorld.suiteInUse(world, WITHOUT_IT.id()), Duration.ofMinutes(30)))
                .as(() -> world.a.report().reasons().toString())
                .isTrue();
    }
}
