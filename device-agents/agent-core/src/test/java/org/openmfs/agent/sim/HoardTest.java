package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.protocol.Message;

/** An initiator that makes and confirms keys without end, and neither uses nor retires one. */
final class HoardTest {
    /** More than the greatest stock that can be asked for. */
    private static final int SOME = 100;

    private final World world = new World(World.Choices.calm(41));

    @Test
    void a_responder_does_not_hoard_what_is_confirmed_and_never_used() {
        AssociationSettings full = World.gold(Duration.ofHours(1), 64);
        world.configure(full);
        world.start();
        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED) && world.a.report().stock() == 64, Duration.ofMinutes(10)))
                .isTrue();
        // An initiator that begins anew, and never says that it has the former keys no more.
        world.network.firewall((from, to, message) ->
                from.equals(World.A) && givesUp(message) ? List.of() : List.of(new Network.Passage(from, to, message)));
        world.a.configure(List.of());
        world.time.run(Duration.ofSeconds(5));
        world.a.configure(List.of(full));

        world.time.run(Duration.ofMinutes(10));

        assertThat(world.b.registry().live(World.BLUE).size()).isLessThan(SOME);
    }

    private static boolean givesUp(Message message) {
        return message instanceof Message.Retire
                || message instanceof Message.Standing
                || message instanceof Message.Refuse;
    }
}
