package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationEvent.KeyInstalled;
import org.openmfs.agent.association.AssociationEvent.TrafficStopped;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.key.KeyId;

/** The clock on the wall is set, or the machine is restored: keys are replaced in time, and no frame is lost. */
final class ClockTest {
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final Duration DAY = Duration.ofDays(1);
    private final World world = new World(World.Choices.calm(5));

    private Set<KeyId> keys() {
        Set<KeyId> all = new HashSet<>();
        for (Node node : List.of(world.a, world.b)) {
            node.registry().live(World.BLUE).forEach(key -> all.add(key.id()));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -3, 3, 86_400})
    void keys_go_on_being_replaced_in_time_when_the_clock_is_set(long seconds) {
        CalmWorld.secure(world, World.gold(INTERVAL, 3));
        world.time.setAhead(Duration.ofSeconds(seconds));
        int before = world.a.events(KeyInstalled.class).size();

        world.time.run(Duration.ofMinutes(10));

        assertThat(world.a.events(KeyInstalled.class).size() - before).isBetween(28, 32);
        assertThat(world.a.events(TrafficStopped.class)).isEmpty();
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.violations()).isEmpty();
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, 0, 86_400})
    void after_a_jump_every_key_is_replaced_at_once_those_in_stock_too(long seconds) {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 3));
        Set<KeyId> before = keys();
        world.time.setAhead(Duration.ofSeconds(seconds));
        if (seconds == 0) {
            world.time.restored("another");
        }

        world.time.run(Duration.ofSeconds(20));

        assertThat(keys()).hasSizeGreaterThanOrEqualTo(4).doesNotContainAnyElementsOf(before);
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void a_clock_that_drifts_a_little_replaces_nothing() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 3));
        Set<KeyId> before = keys();

        for (int i = 0; i < 20; i++) {
            world.time.setAhead(Duration.ofMillis(500));
            world.time.run(Duration.ofSeconds(2));
        }

        assertThat(keys()).isEqualTo(before);
    }

    @Test
    void a_key_that_can_not_be_replaced_ends_at_its_maximum_age_whatever_the_clock_shows() {
        CalmWorld.secure(
                world,
                World.settings(
                        List.of(World.GOLD),
                        World.TWO_GROUNDS,
                        CalmWorld.life(10, 60, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE)));
        world.faults.get(World.QKD).set(1, 0, 0);
        world.time.setAhead(DAY.negated());

        world.time.run(Duration.ofSeconds(65));

        assertThat(world.a.encDec().isEmpty()).isTrue();
        assertThat(world.b.encDec().isEmpty()).isTrue();
    }

    @Test
    void the_age_of_a_key_counts_over_a_restart_although_the_clock_went_back() {
        CalmWorld.secure(
                world,
                World.settings(
                        List.of(World.GOLD),
                        World.TWO_GROUNDS,
                        CalmWorld.life(100, 200, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE)));
        world.faults.get(World.QKD).set(1, 0, 0);
        world.time.run(Duration.ofSeconds(150));
        world.a.crash();
        world.time.setAhead(DAY.negated());
        world.a.start();

        world.time.run(Duration.ofSeconds(60));

        assertThat(world.a.encDec().isEmpty()).isTrue();
    }

    @Test
    void a_jump_while_no_agent_was_there_replaces_every_key_when_it_is_started() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 3));
        Set<KeyId> before = keys();
        world.a.crash();
        world.time.run(Duration.ofSeconds(2));
        world.time.setAhead(Duration.ofHours(1));
        world.a.start();

        world.time.run(Duration.ofSeconds(30));

        assertThat(keys()).hasSizeGreaterThanOrEqualTo(4).doesNotContainAnyElementsOf(before);
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void a_jump_while_the_enc_dec_can_not_be_seen_after_a_start_is_not_forgotten() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 3));
        Set<KeyId> before = keys();
        world.a.crash();
        world.a.encDec().failNext(FakeEncDec.Call.OBSERVE, FakeEncDec.Mishap.REFUSED, 3);
        world.a.start();
        world.time.run(Duration.ofMillis(1_500));
        world.time.restored("another");

        world.time.run(Duration.ofSeconds(60));

        assertThat(keys()).hasSizeGreaterThanOrEqualTo(4).doesNotContainAnyElementsOf(before);
    }

    @Test
    void a_jump_at_the_responder_while_the_link_is_down_replaces_every_key_when_it_is_back() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 3));
        Set<KeyId> before = keys();
        world.network.up(false);
        world.network.firewall((from, to, message) -> List.of());
        world.b.clockSet(Duration.ofHours(1));
        world.time.run(Duration.ofSeconds(5));
        world.network.firewall((from, to, message) -> List.of(new Network.Passage(from, to, message)));
        world.network.up(true);

        world.time.run(Duration.ofSeconds(40));

        assertThat(keys()).hasSizeGreaterThanOrEqualTo(4).doesNotContainAnyElementsOf(before);
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void keys_of_a_restored_machine_are_replaced_also_when_the_agents_die_before_there_are_others() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 2));
        KeyId key = world.a.report().key().orElseThrow();
        world.faults.get(World.QKD).set(1, 0, 0);
        world.time.restored("another");
        world.time.run(Duration.ofSeconds(10));
        assertThat(world.a.encDec().sendingKey()).contains(key);
        world.a.crashForAWhile();
        world.b.crashForAWhile();
        world.time.run(Duration.ofSeconds(10));

        world.faults.get(World.QKD).set(0, 0, 0);
        world.time.run(Duration.ofMinutes(5));

        assertThat(world.a.encDec().sendingKey()).isNotEqualTo(Optional.of(key));
    }
}
