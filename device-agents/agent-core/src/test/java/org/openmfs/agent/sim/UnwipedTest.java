package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** An initiator's secrets wait for the last step of their method, whose threads hang. */
final class UnwipedTest {
    private final World world = new World(World.Choices.calm(19));

    @Test
    void a_secret_whose_last_step_never_has_its_turn_is_wiped_when_the_exchange_is_given_up() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Answer) {
                world.a.stuck("method " + World.KEM);
            }
            return List.of(new Network.Passage(from, to, message));
        });
        world.time.run(Duration.ofMinutes(2));

        world.a.configure(List.of());
        world.b.configure(List.of());
        world.time.run(Duration.ofMinutes(2));

        assertThat(world.unwipedSecrets()).isZero();
    }

    @Test
    void so_is_one_of_a_responder_whose_methods_have_not_answered_when_the_association_goes() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Offer) {
                world.b.stuck("method " + World.QKD);
            }
            return List.of(new Network.Passage(from, to, message));
        });
        world.time.run(Duration.ofSeconds(50));

        world.a.configure(List.of());
        world.b.configure(List.of());
        world.time.run(Duration.ofMinutes(2));

        assertThat(world.unwipedSecrets()).isZero();
    }

    @Test
    void so_are_those_of_a_responder_whose_journal_fails_when_its_methods_have_answered() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        world.faults.get(World.QKD).forgets(() -> {
            world.b.registry().full(true);
            return false;
        });
        world.time.run(Duration.ofSeconds(70));
        assertThat(CalmWorld.codes(world.b)).contains(ReasonCode.JOURNAL_FAILED);
        world.b.registry().full(false);

        world.a.configure(List.of());
        world.b.configure(List.of());
        world.time.run(Duration.ofMinutes(2));

        assertThat(world.unwipedSecrets()).isZero();
    }
}
