package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.method.Ground;

/** A floor at one end alone forbids the suite that the other would like best: the best is what both allow. */
final class PeersFloorTest {
    private static final PolicyFloor QUANTUM = new PolicyFloor(1, 0, Set.of(Ground.QUANTUM_CHANNEL));
    private static final Duration HOUR = Duration.ofHours(1);
    private final World world = new World(World.Choices.calm(5));

    private static AssociationSettings of(PolicyFloor floor) {
        return World.settings(List.of(World.SILVER, World.GOLD), floor, World.life(Duration.ofMinutes(5), 4));
    }

    private void start(PolicyFloor ofInitiator, PolicyFloor ofResponder) {
        world.a.configure(List.of(of(ofInitiator)));
        world.b.configure(List.of(World.mirrored(of(ofResponder))));
        world.start();
    }

    private void bothAreContentWithGold() {
        for (Node node : List.of(world.a, world.b)) {
            assertThat(node.report().suite()).contains(World.GOLD.id());
            assertThat(CalmWorld.codes(node)).isEmpty();
            assertThat(node.isIn(Phase.SECURED)).isTrue();
            assertThat(node.registry().live(World.BLUE))
                    .isNotEmpty()
                    .allMatch(key -> key.suite().equals(World.GOLD.id()));
        }
    }

    @Test
    void the_initiators_leaves_the_responder_without_a_complaint() {
        start(QUANTUM, World.ANY);

        world.time.run(HOUR);

        bothAreContentWithGold();
    }

    @Test
    void the_responders_leaves_the_initiator_without_a_complaint() {
        start(World.ANY, QUANTUM);

        world.time.run(HOUR);

        bothAreContentWithGold();
    }

    @Test
    void no_key_of_a_method_is_spent_on_what_the_responders_floor_forbids() {
        start(World.ANY, QUANTUM);
        world.time.run(Duration.ofMinutes(1));
        int spent = world.requests(World.PSK);

        world.time.run(HOUR);

        assertThat(world.requests(World.PSK)).isEqualTo(spent);
    }

    @Test
    void when_the_responders_floor_is_lowered_the_suite_that_it_forbade_is_soon_in_use() {
        start(World.ANY, QUANTUM);
        world.time.run(HOUR);

        world.b.configure(List.of(World.mirrored(of(World.ANY))));

        assertThat(world.time.runUntil(
                        () -> CalmWorld.suiteInUse(world, World.SILVER.id()) && world.bothAre(Phase.SECURED),
                        Duration.ofMinutes(7)))
                .isTrue();
        world.time.run(HOUR);
        for (Node node : List.of(world.a, world.b)) {
            assertThat(node.report().suite()).contains(World.SILVER.id());
            assertThat(CalmWorld.codes(node)).isEmpty();
        }
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void when_the_floor_of_either_is_raised_only_what_it_allows_is_used() {
        start(World.ANY, World.ANY);
        world.time.run(HOUR);

        world.b.configure(List.of(World.mirrored(of(QUANTUM))));
        world.time.run(HOUR);

        bothAreContentWithGold();
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void a_floor_that_no_suite_reaches_is_told_with_what_each_lacks() {
        PolicyFloor three = new PolicyFloor(3, 2, Set.of(new Ground("moonlight")));
        start(three, World.ANY);

        world.time.run(Duration.ofMinutes(1));

        assertThat(world.a.report().reasons())
                .extracting(reason -> reason.text())
                .anySatisfy(text -> assertThat(text)
                        .contains("kem+psk has 2 of the 3 methods", "moonlight")
                        .contains("kem+qkd"));
    }

    @Test
    void a_floor_of_the_responder_that_no_suite_reaches_is_told_at_the_initiator_too() {
        start(World.ANY, new PolicyFloor(3, 0, Set.of()));

        world.time.run(Duration.ofMinutes(1));

        assertThat(world.a.report().reasons())
                .extracting(reason -> reason.text())
                .anySatisfy(text -> assertThat(text).contains("kem+psk has 2 of the 3 methods"));
        assertThat(world.a.report().suite()).isEqualTo(Optional.empty());
    }
}
