package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent.KeyInstalled;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyPolicy;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.protocol.ReasonCode;

/** A device forbids the suite of a key: no side begins to send under such a key, and that one is in use is told. */
final class ForbiddenSuiteTest {
    private static final PolicyFloor WITH_PSK = new PolicyFloor(2, 2, Set.of(Ground.PRE_SHARED));

    private final World world = new World(World.Choices.calm(5));

    private static AssociationSettings silverAlone(Duration interval) {
        return World.settings(List.of(World.SILVER), WITH_PSK, World.life(interval, 3));
    }

    @Test
    void a_responder_never_begins_to_send_under_a_key_of_a_suite_that_it_forbids_also_while_the_link_is_down() {
        Duration interval = Duration.ofSeconds(20);
        CalmWorld.secure(world, World.gold(interval, 3));
        world.network.up(false);
        int before = world.b.events(KeyInstalled.class).size();
        world.b.configure(List.of(World.mirrored(silverAlone(interval))));

        world.time.run(Duration.ofSeconds(50));

        assertThat(world.b.events(KeyInstalled.class)).hasSize(before);
    }

    @Test
    void either_side_says_that_the_key_in_use_is_of_a_suite_that_it_forbids_until_another_is_in_use() {
        Duration interval = Duration.ofMinutes(5);
        CalmWorld.secure(world, World.gold(interval, 3));
        world.b.configure(List.of(World.mirrored(silverAlone(interval))));
        world.time.run(Duration.ofMinutes(1));

        assertThat(CalmWorld.codes(world.b)).contains(ReasonCode.BELOW_FLOOR);
        assertThat(world.b.isIn(Phase.DEGRADED)).isTrue();

        world.configure(silverAlone(interval));
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofSeconds(30)))
                .isTrue();
        assertThat(CalmWorld.suiteInUse(world, World.SILVER.id())).isTrue();
        assertThat(CalmWorld.codes(world.b)).isEmpty();
    }

    @Test
    void an_initiator_that_can_make_no_other_key_says_so_as_long_as_the_forbidden_one_is_in_use() {
        Duration interval = Duration.ofHours(1);
        CalmWorld.secure(world, World.gold(interval, 3));
        world.faults.get(World.PSK).set(1, 0, 0);
        world.configure(silverAlone(interval));

        world.time.run(Duration.ofMinutes(10));

        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.BELOW_FLOOR);
        assertThat(CalmWorld.codes(world.b)).contains(ReasonCode.BELOW_FLOOR);
    }

    @Test
    void no_frame_is_sent_under_a_forbidden_suite_past_its_rekey_interval() {
        Duration interval = Duration.ofMinutes(5);
        CalmWorld.secure(world, World.gold(interval, 3));
        forbidGold(interval, Optional.empty());
        world.time.run(Duration.ofMinutes(4));
        assertThat(world.bothSendUnderTheSameKey()).isTrue();

        world.time.run(Duration.ofMinutes(2));

        assertThat(world.a.encDec().sendingKey()).isEmpty();
        assertThat(world.b.encDec().sendingKey()).isEmpty();
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.BELOW_FLOOR);
    }

    @Test
    void how_long_a_forbidden_suite_may_be_used_can_be_set() {
        Duration interval = Duration.ofMinutes(5);
        CalmWorld.secure(world, World.gold(interval, 3));
        forbidGold(interval, Optional.of(Duration.ofMinutes(1)));
        world.time.run(Duration.ofSeconds(50));
        assertThat(world.bothSendUnderTheSameKey()).isTrue();

        world.time.run(Duration.ofSeconds(20));

        assertThat(world.a.encDec().sendingKey()).isEmpty();
        assertThat(world.b.encDec().sendingKey()).isEmpty();

        world.faults.get(World.PSK).set(0, 0, 0);
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofMinutes(1)))
                .isTrue();
    }

    /** No key of another suite can be made. */
    private void forbidGold(Duration interval, Optional<Duration> use) {
        world.faults.get(World.PSK).set(1, 0, 0);
        AssociationSettings wanted = silverAlone(interval);
        world.configure(new AssociationSettings(
                wanted.id(),
                wanted.parties(),
                wanted.encDec(),
                new KeyPolicy(wanted.policy().suites(), wanted.policy().floor(), use),
                wanted.life(),
                wanted.backoff()));
    }
}
