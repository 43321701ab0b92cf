package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent.KeyRetired;

/** What is told of a key that is destroyed: why that was done, not what the key was good for before. */
final class WhyDestroyedTest {
    private static final Duration WHILE = Duration.ofSeconds(5);

    private final World world = new World(World.Choices.calm(11));

    @Test
    void keys_of_an_association_that_the_initiator_withdraws_are_destroyed_because_of_that_at_the_responder() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));

        world.a.configure(List.of());
        world.time.run(WHILE);

        assertThat(world.b.events(KeyRetired.class))
                .isNotEmpty()
                .extracting(KeyRetired::why)
                .doesNotContain("accepted here", "accepted at both ends", "confirmed", "the initiator has no such key")
                .allMatch(why -> why.contains("withdr"));
    }

    @Test
    void keys_of_an_association_that_is_withdrawn_here_are_told_as_destroyed_because_of_that() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));

        world.a.configure(List.of());
        world.time.run(WHILE);

        assertThat(world.a.events(KeyRetired.class))
                .hasSizeGreaterThanOrEqualTo(3)
                .extracting(KeyRetired::why)
                .containsOnly("the association is withdrawn");
    }
}
