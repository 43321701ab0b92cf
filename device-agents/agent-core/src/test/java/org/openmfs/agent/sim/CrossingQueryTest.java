package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;

/** One slot: the key in use makes room, and the responder asks for it before it hears so. */
final class CrossingQueryTest {
    private final World world = new World(World.Choices.calm(31));

    @Test
    void a_question_that_crosses_an_ordinary_replacement_stops_no_traffic() {
        for (Node node : new Node[] {world.a, world.b}) {
            node.encDec()
                    .be(
                            new Profile("odd", "odd-256", KeyLength.bits(256), new Shape(1, Shape.Keys.SHARED, 0)),
                            new Traits(Traits.Proof.NOTHING, false, Duration.ofSeconds(1)));
        }
        world.configure(World.gold(Duration.ofSeconds(20), 2));
        world.start();
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofMinutes(1)))
                .isTrue();
        // The word is lost, and the answer to a question that was on its way comes instead.
        int[] lost = new int[1];
        world.network.firewall((from, to, message) -> {
            boolean first = message instanceof Message.Retire && lost[0]++ == 0;
            Message said = first ? new Message.Standing(message.association(), message.key(), KeyStage.GONE) : message;
            return List.of(new Network.Passage(from, to, said));
        });

        world.time.run(Duration.ofMinutes(1));

        assertThat(lost[0]).isPositive();
        assertThat(world.b.events(AssociationEvent.TrafficStopped.class)).isEmpty();
    }
}
