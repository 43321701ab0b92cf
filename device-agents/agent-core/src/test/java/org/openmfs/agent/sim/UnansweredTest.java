package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.protocol.ReasonCode;

/** A responder that lives, and never does one of the things that it is asked. */
final class UnansweredTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final World world = new World(World.Choices.calm(5));

    @BeforeEach
    void secure() {
        CalmWorld.secure(world, World.gold(INTERVAL, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Confirm", "InstallReceive", "SwitchTransmit"})
    void what_a_live_peer_does_not_answer_is_told_while_it_does_not(String kind) {
        neverArrives(kind);
        world.traffic(false);
        world.time.run(Duration.ofSeconds(100));

        assertThat(said()).contains("the peer does not answer " + kind);

        neverArrives("nothing");
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofMinutes(2)))
                .isTrue();
        assertThat(said()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Confirm", "InstallReceive"})
    void a_key_that_a_live_peer_never_takes_does_not_keep_others_from_being_made(String kind) {
        neverArrives(kind);
        int before = world.a.registry().keys().size();

        world.time.run(Duration.ofMinutes(9));

        assertThat(world.a.registry().keys().size() - before).isBetween(2, 10);
    }

    private void neverArrives(String kind) {
        world.network.firewall(
                (from, to, message) -> message.getClass().getSimpleName().equals(kind)
                        ? List.of()
                        : List.of(new Network.Passage(from, to, message)));
    }

    private List<String> said() {
        return world.a.report().reasons().stream()
                .filter(reason -> reason.code() == ReasonCode.PEER_UNREACHABLE)
                .map(Reason::text)
                .toList();
    }
}
