package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Backoff;
import org.openmfs.agent.association.Parties;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.registry.RegistryFailure;

final class AssociationsTest {
    private static final AssociationSettings GOLD = World.gold(Duration.ofMinutes(5), 1);

    @Test
    void settings_that_cannot_be_carried_out_are_refused_and_change_nothing() {
        World world = new World(World.Choices.calm(3));
        world.configure(GOLD);
        world.start();
        world.time.run(Duration.ofSeconds(20));

        assertThatThrownBy(() -> world.a.associations().apply(List.of(GOLD, GOLD)))
                .hasMessageContaining("named twice");
        assertThatThrownBy(() -> world.a.associations().apply(List.of(GOLD, named("green/1", "wire"))))
                .hasMessageContaining("used twice");
        assertThatThrownBy(() -> world.a.associations().apply(List.of(named("green/1", "other"))))
                .hasMessageContaining("no Enc/Dec other");
        world.time.run(Duration.ofSeconds(20));
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    @Test
    void a_suite_whose_combiner_is_not_there_any_more_is_left_out_and_keeps_nobody_from_starting() {
        Suite left = new Suite(new SuiteId("kem+qkd.walk"), World.GOLD.methods(), new CombinerId("walk"));
        World world = new World(World.Choices.calm(3));
        world.configure(World.settings(List.of(left, World.GOLD), World.TWO_GROUNDS, GOLD.life()));
        world.start();
        world.time.run(Duration.ofSeconds(20));

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(CalmWorld.suiteInUse(world, World.GOLD.id())).isTrue();
    }

    @Test
    void an_association_that_is_asked_for_again_hears_nothing_of_the_removal_of_its_peer() {
        World world = new World(World.Choices.calm(3));
        CalmWorld.secure(world, GOLD);
        world.a.configure(List.of());
        world.b.configure(List.of());
        world.a.linkChanged(World.B, new PeerLink.LinkState.Down("the peer was removed"));
        world.b.linkChanged(World.A, new PeerLink.LinkState.Down("the peer was removed"));
        world.time.run(Duration.ofSeconds(3));

        world.configure(GOLD);

        assertThat(world.time.runUntil(
                        () -> Stream.of(world.a, world.b)
                                .flatMap(node -> node.associations().reports().stream())
                                .anyMatch(report -> !report.reasons().isEmpty()),
                        Duration.ofSeconds(5)))
                .isFalse();
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    @Test
    void ends_that_change_their_roles_begin_anew() {
        World world = new World(World.Choices.calm(3));
        CalmWorld.secure(world, GOLD);
        Set<KeyId> before = keys(world);

        world.a.configure(List.of(turned(GOLD)));
        world.b.configure(List.of(World.mirrored(turned(GOLD))));
        world.time.run(Duration.ofMinutes(1));

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(keys(world)).isNotEmpty().doesNotContainAnyElementsOf(before);
    }

    private static Set<KeyId> keys(World world) {
        return Stream.of(world.a, world.b)
                .flatMap(node -> node.registry().live(World.BLUE).stream())
                .map(KeyRecord::id)
                .collect(Collectors.toSet());
    }

    private static AssociationSettings turned(AssociationSettings one) {
        Parties turned = new Parties(
                one.parties().local(),
                one.parties().peer(),
                one.parties().role().other());
        return new AssociationSettings(one.id(), turned, one.encDec(), one.policy(), one.life(), one.backoff());
    }

    private static AssociationSettings named(String id, String encDec) {
        return new AssociationSettings(
                new AssociationId(id), GOLD.parties(), encDec, GOLD.policy(), GOLD.life(), GOLD.backoff());
    }

    @Test
    void when_the_journal_fails_then_the_association_stops_and_is_started_again_from_what_was_written() {
        CrashingRegistry.Trigger failsOnce = new CrashingRegistry.Trigger() {
            @Override
            public boolean diesBefore(long write) {
                if (write == 9) {
                    throw new RegistryFailure("disk is full");
                }
                return false;
            }

            @Override
            public boolean diesAfter(long write) {
                return false;
            }
        };
        World world = new World(new World.Choices(3, failsOnce, World.NEVER));
        world.configure(World.gold(Duration.ofSeconds(10), 2));
        world.start();

        world.time.run(Duration.ofMinutes(2));

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(world.bothSendUnderTheSameKey()).isTrue();
        assertThat(world.checker.violations()).isEmpty();
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void whoever_is_told_and_fails_each_time_keeps_no_key_from_being_made_and_replaced() {
        World world = new World(World.Choices.calm(3));
        world.configure(World.gold(Duration.ofSeconds(10), 2));
        for (Node node : List.of(world.a, world.b)) {
            node.whenTold(() -> {
                throw new IllegalStateException("a fault of a listener");
            });
        }
        world.start();

        world.time.run(Duration.ofMinutes(1));

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(world.a.report().counters().rekeys()).isGreaterThan(3);
    }

    @Test
    void an_enc_dec_passes_from_one_association_to_the_next_without_a_key_of_the_first() {
        World world = new World(World.Choices.calm(3));
        world.configure(GOLD);
        world.start();
        world.time.run(Duration.ofSeconds(20));

        world.configure(named("green/1", "wire"));
        world.time.run(Duration.ofSeconds(1));

        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(world.a.registry().live(World.BLUE)).isEmpty();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void another_cf_than_the_peer_hears_that_the_association_is_not_its_and_nothing_is_done() {
        World world = new World(World.Choices.calm(3));
        CfId stranger = new CfId("cf-x");
        List<Message> answers = new ArrayList<>();
        world.network.firewall((from, to, message) -> {
            if (to.equals(stranger)) {
                answers.add(message);
                return List.of();
            }
            if (from.equals(World.A)) {
                world.b.received(stranger, message);
                return List.of();
            }
            return List.of(new Network.Passage(from, to, message));
        });
        world.configure(GOLD);
        world.start();

        world.time.run(Duration.ofMinutes(1));

        assertThat(world.b.registry().keys()).isEmpty();
        assertThat(answers)
                .isNotEmpty()
                .allMatch(answer ->
                        answer instanceof Message.Refuse refuse && refuse.reason() == ReasonCode.ASSOCIATION_MISSING);
    }

    @Test
    void waits_between_attempts_grow_to_a_bound_and_differ() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));
        Random random = new Random(4);

        assertThat(backoff.after(1, random)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(backoff.after(4, random)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(backoff.after(400, random)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        assertThat(backoff.after(400, random)).isNotEqualTo(backoff.after(400, random));
    }
}
