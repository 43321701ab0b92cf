package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** Keys of a weaker suite bridge an outage of the best one: that is told, and lasts no longer than the outage. */
@Tag("not-under-mutation")
final class WeakerSuiteTest {
    private static final AssociationSettings SETTINGS =
            World.settings(List.of(World.GOLD, World.SILVER), World.TWO_GROUNDS, World.life(Duration.ofMinutes(5), 4));
    private final World world = new World(World.Choices.calm(5));

    private void startWithoutQkd(Duration outage) {
        world.faults.get(World.QKD).set(1, 0, 0);
        world.configure(SETTINGS);
        world.start();
        world.time.run(outage);
    }

    private List<KeyRecord> ready(Node node) {
        return node.registry().live(World.BLUE).stream()
                .filter(key -> key.stage() == KeyStage.CONFIRMED || key.stage() == KeyStage.RECEIVING)
                .toList();
    }

    @Test
    void while_the_best_suite_is_not_in_use_both_ends_say_so() {
        startWithoutQkd(Duration.ofSeconds(30));

        for (Node node : List.of(world.a, world.b)) {
            assertThat(node.report().suite()).contains(World.SILVER.id());
            assertThat(CalmWorld.codes(node)).contains(ReasonCode.WEAKER_SUITE);
            assertThat(node.isIn(Phase.DEGRADED)).isTrue();
        }
    }

    @Test
    void when_the_best_works_again_it_is_in_use_and_in_stock_soon_without_loss() {
        startWithoutQkd(Duration.ofSeconds(30));
        world.faults.get(World.QKD).set(0, 0, 0);

        assertThat(world.time.runUntil(
                        () -> CalmWorld.suiteInUse(world, World.GOLD.id()) && world.bothAre(Phase.SECURED),
                        Duration.ofSeconds(40)))
                .isTrue();
        world.time.run(Duration.ofMinutes(1));

        for (Node node : List.of(world.a, world.b)) {
            assertThat(ready(node)).hasSize(4).allMatch(key -> key.suite().equals(World.GOLD.id()));
            assertThat(CalmWorld.codes(node)).isEmpty();
        }
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void a_longer_outage_ends_as_soon() {
        startWithoutQkd(Duration.ofHours(2));
        world.faults.get(World.QKD).set(0, 0, 0);

        assertThat(world.time.runUntil(() -> CalmWorld.suiteInUse(world, World.GOLD.id()), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void while_the_best_cannot_be_made_the_stock_of_the_others_is_kept() {
        startWithoutQkd(Duration.ofHours(1));

        assertThat(ready(world.a)).hasSize(4);
        assertThat(world.requests(World.QKD)).isLessThan(400);
    }
}
