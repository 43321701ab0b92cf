package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** A responder that takes every key and then wants another one in its place. */
final class EndlessSwitchTest {
    private static final int SOME = 30;

    private final World world = new World(World.Choices.calm(23));

    @ParameterizedTest
    @EnumSource(
            value = ReasonCode.class,
            names = {"BELOW_FLOOR", "UNKNOWN_KEY"})
    void keys_that_the_responder_wants_replaced_as_soon_as_they_are_in_use_are_made_ever_less_often(ReasonCode reason) {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        world.network.firewall((from, to, message) -> message instanceof Message.SwitchTransmit
                ? List.of(new Network.Passage(
                        to, from, new Message.Refuse(message.association(), message.key(), reason, "not this one")))
                : List.of(new Network.Passage(from, to, message)));
        int before = world.a.registry().keys().size();

        world.time.run(Duration.ofMinutes(3));

        assertThat(world.a.registry().keys().size() - before).isLessThan(SOME);
    }
}
