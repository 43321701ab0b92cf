package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent.KeyRetired;
import org.openmfs.agent.association.AssociationEvent.TrafficStopped;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.protocol.ReasonCode;

/** The initiator's key reaches its end, and the responder's operator wants to know what happened. */
final class ExpiredThereTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World(World.Choices.calm(17));

    @Test
    void a_responder_that_stops_because_the_initiators_key_expired_says_that_the_key_expired_there() {
        secure(CalmWorld.life(10, 20, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE), Duration.ofMinutes(10));
        world.faults.get(World.QKD).set(1, 0, 0);

        world.time.runUntil(() -> world.bothAre(Phase.BLOCKED), MINUTE);
        world.time.run(Duration.ofSeconds(2));

        assertThat(world.b.events(TrafficStopped.class)).hasSize(1).allSatisfy(stopped -> {
            assertThat(stopped.code()).isEqualTo(ReasonCode.KEY_EXPIRED);
            assertThat(stopped.why()).isEqualTo("the initiator stopped traffic: the key reached its maximum age");
        });
        assertThat(CalmWorld.codes(world.b)).contains(ReasonCode.KEY_EXPIRED).doesNotContain(ReasonCode.GIVEN_UP_THERE);
        assertThat(world.b.events(KeyRetired.class).getLast().why()).contains("reached its maximum age");
        world.faults.get(World.QKD).set(0, 0, 0);
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), MINUTE))
                .isTrue();
    }

    @Test
    void a_responder_that_stops_because_the_initiator_may_not_wait_for_a_key_says_so() {
        secure(CalmWorld.life(10, 3600, WhenKeysEnd.STOP_TRAFFIC), Duration.ofHours(1));
        world.faults.get(World.QKD).set(1, 0, 0);

        world.time.run(MINUTE);

        assertThat(world.b.events(TrafficStopped.class))
                .extracting(TrafficStopped::code, TrafficStopped::why)
                .containsExactly(tuple(
                        ReasonCode.KEY_EXPIRED,
                        "the initiator stopped traffic: the key is due and no other can be had"));
    }

    /** The responder itself would use keys for longer. */
    private void secure(KeyLife life, Duration atResponder) {
        AssociationSettings settings = World.settings(List.of(World.GOLD), World.TWO_GROUNDS, life);
        AssociationSettings mirrored =
                World.mirrored(World.settings(List.of(World.GOLD), World.TWO_GROUNDS, World.life(atResponder, 0)));
        world.a.configure(List.of(settings));
        world.b.configure(List.of(mirrored));
        world.start();
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), MINUTE))
                .isTrue();
    }
}
