package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.sim.Network.Passage;

/** A responder that always wants the other suite. */
final class UndecidedResponderTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void a_responder_that_wants_another_suite_each_time_costs_no_more_keys_of_methods_than_one_that_refuses() {
        World world = new World(World.Choices.calm(8));
        world.network.firewall(UndecidedResponderTest::wantTheOther);
        world.configure(World.settings(
                List.of(World.GOLD, World.SILVER), World.TWO_GROUNDS, World.life(Duration.ofSeconds(20), 2)));
        world.start();

        world.time.run(MINUTE);

        assertThat(world.requests(World.QKD)).isBetween(2, 20);
    }

    private static List<Passage> wantTheOther(CfId from, CfId to, Message message) {
        if (message instanceof Message.Offer offer) {
            SuiteId other = offer.selected().equals(World.GOLD.id()) ? World.SILVER.id() : World.GOLD.id();
            return List.of(
                    new Passage(to, from, new Message.Reselect(offer.association(), offer.key(), other, World.ANY)));
        }
        return List.of(new Passage(from, to, message));
    }
}
