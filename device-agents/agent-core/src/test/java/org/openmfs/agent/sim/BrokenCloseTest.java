package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** The method of a module breaks where it wipes what it holds. */
final class BrokenCloseTest {
    private final World world = new World(World.Choices.calm(27));

    @BeforeEach
    void refuseAnOffer() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        world.faults.get(World.KEM).closingFails();
        world.network.firewall((from, to, message) -> message instanceof Message.Offer
                ? List.of(new Network.Passage(
                        to,
                        from,
                        new Message.Refuse(message.association(), message.key(), ReasonCode.METHOD_FAILED, "so")))
                : List.of(new Network.Passage(from, to, message)));
        world.time.run(Duration.ofMinutes(3));
    }

    @Test
    void secrets_of_the_other_methods_are_wiped_all_the_same() {
        world.a.configure(List.of());
        world.b.configure(List.of());
        world.time.run(Duration.ofMinutes(2));

        assertThat(world.unwipedSecrets()).isZero();
    }

    @Test
    void the_association_goes_on() {
        assertThat(world.a.events(AssociationEvent.RekeyFailed.class))
                .noneMatch(failed -> failed.code() == ReasonCode.INTERNAL);
    }
}
