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
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.protocol.ReasonCode;

/** An Enc/Dec that holds one key at a time: the key in use goes before the next one comes. */
final class OneSlotTest {
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final Duration PACE = Duration.ofSeconds(10);
    private final World world = new World(World.Choices.calm(31));

    @Test
    void the_key_in_use_stays_while_the_peer_is_away() {
        secure(Duration.ofSeconds(1));
        KeyId before = world.a.report().key().orElseThrow();

        world.network.up(false);
        world.time.run(INTERVAL.multipliedBy(2));

        assertThat(world.a.report().key()).contains(before);
        assertThat(world.b.report().key()).contains(before);
        world.network.up(true);
        assertThat(world.time.runUntil(
                        () -> world.a.report().key().filter(before::equals).isEmpty() && world.bothAre(Phase.SECURED),
                        INTERVAL))
                .isTrue();
    }

    @Test
    void a_withdrawal_at_the_initiator_is_told_at_the_responder() {
        secure(Duration.ofSeconds(1));

        world.a.configure(List.of());
        world.time.run(Duration.ofSeconds(20));

        assertThat(world.b.events(AssociationEvent.TrafficStopped.class))
                .anyMatch(stopped -> stopped.code() == ReasonCode.GIVEN_UP_THERE);
    }

    @Test
    void the_next_key_does_not_wait_for_the_next_look_at_an_Enc_Dec_that_is_looked_at_seldom() {
        secure(PACE);
        Duration longest = Duration.ZERO;
        Duration gap = Duration.ZERO;
        Duration step = Duration.ofMillis(100);
        for (int i = 0; i < INTERVAL.multipliedBy(4).dividedBy(step); i++) {
            world.time.run(step);
            gap = world.a.encDec().sendingKey().isPresent() ? Duration.ZERO : gap.plus(step);
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }

        assertThat(world.a.report().counters().rekeys()).isGreaterThan(2);
        assertThat(longest).isLessThan(PACE.dividedBy(4));
    }

    private void secure(Duration pace) {
        for (Node node : new Node[] {world.a, world.b}) {
            node.encDec()
                    .be(
                            new Profile("odd", "odd-256", KeyLength.bits(256), new Shape(1, Shape.Keys.SHARED, 0)),
                            new Traits(Traits.Proof.NOTHING, false, pace));
        }
        world.configure(World.gold(INTERVAL, 2));
        world.start();
        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED) && world.a.report().stock() == 2, Duration.ofMinutes(1)))
                .isTrue();
    }
}
