package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.Computing;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;

/** Something that was to be computed is never done. */
final class StuckComputationTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final World world = new World(World.Choices.calm(19));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_signature_that_is_never_made_costs_one_key_and_not_the_association(boolean atInitiator) {
        CalmWorld.secure(world, World.gold(INTERVAL, 2));
        Node slow = atInitiator ? world.a : world.b;
        slow.stuck(Computing.SIGNATURES);
        world.time.run(INTERVAL.multipliedBy(4));
        assertThat(world.a.report().reasons()).isNotEmpty();

        slow.stuck("");

        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED) && world.a.report().stock() == 2, INTERVAL.multipliedBy(2)))
                .isTrue();
        assertThat(slow.registry().live(World.BLUE)).noneMatch(key -> key.stage() == KeyStage.DERIVED);
    }

    @Test
    void a_method_that_is_never_done_is_told_and_given_up() {
        CalmWorld.secure(world, World.gold(INTERVAL, 2));
        world.b.stuck("method " + World.KEM);
        world.time.run(INTERVAL.multipliedBy(2));
        assertThat(world.a.report().reasons()).isNotEmpty();

        world.b.stuck("");

        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), INTERVAL.multipliedBy(2)))
                .isTrue();
    }

    @Test
    void of_a_method_that_failed_the_peer_is_told_which_and_nothing_that_lies_behind_it() {
        List<String> told = new ArrayList<>();
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Refuse refuse) {
                told.add(refuse.text());
            }
            return List.of(new Network.Passage(from, to, message));
        });
        world.b.stuck("method " + World.KEM);
        world.configure(World.gold(INTERVAL, 2));
        world.start();
        world.time.run(INTERVAL);

        assertThat(world.b.report().reasons()).anyMatch(reason -> reason.text().equals("kem: it is not done in time"));
        assertThat(told).contains("kem: it cannot be reached, and the operator there is told why");
        assertThat(told).noneMatch(text -> text.contains("not done in time"));
    }
}
