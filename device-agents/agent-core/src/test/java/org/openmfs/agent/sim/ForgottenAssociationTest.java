package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** One end's association was taken away by somebody, the other end still has it. */
final class ForgottenAssociationTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final AssociationSettings AT_A = World.gold(Duration.ofSeconds(60), 2);

    private final World world = new World(World.Choices.calm(5));

    /** The initiator, or the responder, is the one that forgets. */
    private enum Forgetful {
        INITIATOR(world -> world.a, AT_A),
        RESPONDER(world -> world.b, World.mirrored(AT_A));

        private final Function<World, Node> node;
        private final AssociationSettings settings;

        Forgetful(Function<World, Node> node, AssociationSettings settings) {
            this.node = node;
            this.settings = settings;
        }

        Node in(World world) {
            return node.apply(world);
        }

        Node other(World world) {
            return in(world) == world.a ? world.b : world.a;
        }
    }

    private static Stream<Forgetful> either() {
        return Stream.of(Forgetful.values());
    }

    private static boolean says(Node node, String text) {
        return node.report().reasons().stream()
                .filter(reason -> reason.code() == ReasonCode.ASSOCIATION_MISSING)
                .map(AssociationReport.Reason::text)
                .anyMatch(said -> said.contains(text));
    }

    @ParameterizedTest
    @MethodSource("either")
    void the_other_end_says_soon_that_its_peer_does_not_know_the_association(Forgetful one) {
        CalmWorld.secure(world, AT_A);

        one.in(world).configure(List.of());

        assertThat(world.time.runUntil(() -> says(one.other(world), "does not know association"), FIVE_SECONDS))
                .isTrue();
        world.time.run(Duration.ofMinutes(2));
        assertThat(CalmWorld.codes(one.other(world)))
                .contains(ReasonCode.ASSOCIATION_MISSING)
                .doesNotContain(ReasonCode.PEER_UNREACHABLE);
    }

    @ParameterizedTest
    @MethodSource("either")
    void when_it_is_there_again_a_key_is_in_use_within_five_seconds_and_nothing_is_amiss(Forgetful one) {
        CalmWorld.secure(world, AT_A);
        one.in(world).configure(List.of());
        world.time.run(Duration.ofMinutes(3));

        one.in(world).configure(List.of(one.settings));

        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), FIVE_SECONDS))
                .isTrue();
        assertThat(world.bothSendUnderTheSameKey()).isTrue();
        assertThat(CalmWorld.codes(world.a)).isEmpty();
        assertThat(CalmWorld.codes(world.b)).isEmpty();
        assertThat(world.checker.violations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("either")
    void a_process_that_starts_without_it_is_known_for_that_too(Forgetful one) {
        CalmWorld.secure(world, AT_A);
        one.in(world).crash();
        world.network.up(false);
        one.in(world).configure(List.of());
        world.time.run(FIVE_SECONDS);
        one.in(world).startIfDead();
        world.network.up(true);

        assertThat(world.time.runUntil(() -> says(one.other(world), "does not know association"), FIVE_SECONDS))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("either")
    void while_the_peer_does_not_know_it_no_keys_are_spent_on_offers(Forgetful one) {
        CalmWorld.secure(world, AT_A);
        one.in(world).configure(List.of());
        world.time.run(FIVE_SECONDS);
        long failures = one.other(world).report().counters().failures();

        world.time.run(Duration.ofMinutes(5));

        assertThat(one.other(world).report().counters().failures()).isEqualTo(failures);
    }

    @ParameterizedTest
    @MethodSource("either")
    void keys_left_by_a_withdrawal_that_was_cut_off_are_destroyed_when_the_device_holds_them_no_more(Forgetful one) {
        CalmWorld.secure(world, AT_A);
        Node node = one.in(world);
        node.crash();
        node.configure(List.of());
        node.encDec().failNext(FakeEncDec.Call.CLEAR, FakeEncDec.Mishap.REFUSED, 1);

        node.startIfDead();

        assertThat(world.time.runUntil(() -> node.encDec().isEmpty(), Duration.ofSeconds(10)))
                .isTrue();
        world.time.run(FIVE_SECONDS);
        assertThat(node.registry().keys()).extracting(KeyRecord::stage).containsOnly(KeyStage.GONE);
        assertThat(world.checker.violations()).isEmpty();
    }
}
