package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent.KeyInstalled;
import org.openmfs.agent.association.AssociationEvent.KeyRetired;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.registry.KeyRecord;

/** Two agents, nothing goes wrong. */
final class HappyPathTest {
    private final World world = new World(World.Choices.calm(1));

    @Test
    void R1_F2a_F2c_F2d_I8_two_agents_secure_their_traffic_with_a_key_of_two_methods() {
        world.configure(World.gold(Duration.ofMinutes(10), 2));
        world.start();

        boolean secured = world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofSeconds(10));

        assertThat(secured).isTrue();
        assertThat(world.bothSendUnderTheSameKey()).isTrue();
        AssociationReport report = world.a.report();
        assertThat(report.suite()).contains(World.GOLD.id());
        assertThat(report.key())
                .isEqualTo(world.b.report().key())
                .isEqualTo(world.a.encDec().sendingKey());
    }

    @Test
    void F2e_R8_keys_are_replaced_by_time_and_no_frame_is_lost() {
        world.configure(World.gold(Duration.ofSeconds(20), 3));
        world.start();

        world.time.run(Duration.ofMinutes(5));

        assertThat(world.checker.violations()).isEmpty();
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.framesAccepted()).isGreaterThan(2_900);
        assertThat(world.a.events(KeyInstalled.class)).hasSizeBetween(13, 16);
        assertThat(world.b.events(KeyInstalled.class)).hasSizeBetween(13, 16);
        assertThat(world.a.events(KeyRetired.class)).hasSizeGreaterThan(11);
        assertThat(world.a.report().stock()).isEqualTo(3);
    }

    @Test
    void F2e_keys_are_replaced_by_time_also_where_no_traffic_flows_and_none_is_in_stock() {
        world.traffic(false);
        world.configure(World.gold(Duration.ofSeconds(20), 0));
        world.start();

        world.time.run(Duration.ofMinutes(5));

        assertThat(world.checker.violations()).isEmpty();
        assertThat(world.a.events(KeyInstalled.class)).hasSizeBetween(12, 16);
        assertThat(world.bothSendUnderTheSameKey()).isTrue();
    }

    @Test
    void F8_F9_replaced_keys_are_destroyed_and_the_journal_says_when() {
        world.configure(World.gold(Duration.ofSeconds(20), 1));
        world.start();

        world.time.run(Duration.ofMinutes(2));

        for (Node node : List.of(world.a, world.b)) {
            List<KeyRecord> gone = node.registry().keys().stream()
                    .filter(key -> key.stage() == KeyStage.GONE)
                    .toList();
            assertThat(gone).hasSizeGreaterThan(3).allSatisfy(key -> {
                assertThat(key.state()).isEqualTo(KeyState.DESTROYED);
                assertThat(key.times())
                        .containsKeys(
                                KeyStage.DERIVED,
                                KeyStage.CONFIRMED,
                                KeyStage.RECEIVING,
                                KeyStage.SENDING,
                                KeyStage.REPLACED,
                                KeyStage.GONE);
            });
        }
    }
}
