package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;

/** What operators see when something goes wrong, or when they change their minds. */
final class ScenarioTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final World world = new World(World.Choices.calm(5));

    @Test
    void R10_when_the_kme_fails_then_keys_in_stock_are_used_and_the_association_degrades_and_returns() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 3));
        world.faults.get(World.QKD).set(1, 0, 0);

        world.time.run(MINUTE);

        assertThat(world.a.report().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(CalmWorld.codes(world.a)).containsAnyOf(ReasonCode.METHOD_UNREACHABLE, ReasonCode.METHOD_EXHAUSTED);
        assertThat(world.a.events(AssociationEvent.KeyInstalled.class)).hasSizeBetween(3, 4);
        assertThat(world.a.report().suite()).contains(World.GOLD.id());
        assertThat(world.a.events(AssociationEvent.StockLow.class)).isNotEmpty();
        world.faults.get(World.QKD).set(0, 0, 0);
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), MINUTE))
                .isTrue();
        assertThat(world.a.events(AssociationEvent.Restored.class)).isNotEmpty();
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void R10_when_the_stock_ends_then_the_key_is_kept_until_its_maximum_age_and_then_traffic_stops() {
        CalmWorld.secure(
                world,
                World.settings(
                        List.of(World.GOLD),
                        World.TWO_GROUNDS,
                        CalmWorld.life(10, 60, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE)));
        KeyId last = world.a.encDec().sendingKey().orElseThrow();
        world.faults.get(World.QKD).set(1, 0, 0);

        world.time.run(Duration.ofSeconds(50));
        assertThat(world.a.encDec().sendingKey()).contains(last);
        world.time.run(Duration.ofSeconds(20));

        assertThat(world.a.report().phase()).isEqualTo(Phase.BLOCKED);
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.KEY_EXPIRED, ReasonCode.STOCK_EMPTY);
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
        world.faults.get(World.QKD).set(0, 0, 0);
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), MINUTE))
                .isTrue();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void R10_where_the_class_says_so_traffic_stops_when_a_key_is_due_and_none_can_be_had() {
        CalmWorld.secure(
                world,
                World.settings(
                        List.of(World.GOLD), World.TWO_GROUNDS, CalmWorld.life(10, 3600, WhenKeysEnd.STOP_TRAFFIC)));
        world.faults.get(World.QKD).set(1, 0, 0);

        world.time.run(MINUTE);

        assertThat(world.a.report().phase()).isEqualTo(Phase.BLOCKED);
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
    }

    @Test
    void R10_when_the_link_between_the_cfs_is_down_then_prepared_keys_replace_the_key_in_use_without_a_message() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 3));
        world.network.up(false);
        int before = world.a.events(AssociationEvent.KeyInstalled.class).size();

        world.time.run(Duration.ofSeconds(50));

        for (Node node : List.of(world.a, world.b)) {
            assertThat(node.report().phase()).isEqualTo(Phase.DEGRADED);
            assertThat(CalmWorld.codes(node)).contains(ReasonCode.PEER_UNREACHABLE);
            assertThat(node.events(AssociationEvent.KeyInstalled.class)).hasSize(before + 2);
        }
        assertThat(world.bothSendUnderTheSameKey()).isTrue();
        assertThat(world.a.report().stock()).isEqualTo(1);
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void R10_when_the_link_between_the_cfs_is_back_then_the_stock_is_filled_and_rekeys_go_on() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 3));
        world.network.up(false);
        world.time.run(Duration.ofSeconds(90));
        int before = world.a.events(AssociationEvent.KeyInstalled.class).size();

        world.network.up(true);

        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED) && world.a.report().stock() == 3, MINUTE))
                .isTrue();
        assertThat(world.a.events(AssociationEvent.KeyInstalled.class)).hasSizeGreaterThan(before);
        assertThat(world.a.registry().live(World.BLUE))
                .hasSameSizeAs(world.b.registry().live(World.BLUE));
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void R10_without_link_and_without_traffic_the_initiator_keeps_accepting_what_the_responder_sends_under() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 3));
        world.traffic(false);
        world.network.up(false);
        KeyId old = world.b.encDec().sendingKey().orElseThrow();

        world.time.run(Duration.ofSeconds(50));
        world.traffic(true);
        world.time.run(Duration.ofSeconds(5));

        assertThat(world.b.encDec().sendingKey()).isPresent().get().isNotEqualTo(old);
        assertThat(world.bothSendUnderTheSameKey()).isTrue();
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void when_the_peers_confirmation_differs_then_an_alarm_is_raised_nothing_is_installed_and_the_old_key_stays() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 0));
        KeyId old = world.a.encDec().sendingKey().orElseThrow();
        world.faults.get(World.KEM).set(0, 0, 1);

        world.time.run(Duration.ofSeconds(30));

        assertThat(world.a.events(AssociationEvent.ConfirmationMismatch.class)).isNotEmpty();
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.KEY_CONFIRMATION_FAILED);
        assertThat(world.a.encDec().sendingKey())
                .contains(old)
                .isEqualTo(world.b.encDec().sendingKey());
        assertThat(world.a.report().phase()).isEqualTo(Phase.DEGRADED);
    }

    @Test
    void an_offer_altered_on_its_way_ends_in_a_failed_confirmation() {
        world.network.firewall((from, to, message) -> List.of(new Network.Passage(from, to, weakened(message))));
        world.configure(World.settings(List.of(World.GOLD, World.SILVER), World.ANY, World.life(MINUTE, 1)));
        world.start();

        world.time.run(MINUTE);

        assertThat(world.a.events(AssociationEvent.ConfirmationMismatch.class)).isNotEmpty();
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
    }

    @Test
    void a_responder_without_proof_gets_no_confirmation() {
        List<Message> confirms = new ArrayList<>();
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Confirm) {
                confirms.add(message);
            }
            return List.of(new Network.Passage(from, to, withWrongTag(message)));
        });
        world.configure(World.gold(MINUTE, 1));
        world.start();

        world.time.run(MINUTE);

        assertThat(confirms).isEmpty();
        assertThat(world.a.registry().keys()).isEmpty();
        assertThat(world.a.events(AssociationEvent.ConfirmationMismatch.class)).isNotEmpty();
        assertThat(world.b.events(AssociationEvent.ConfirmationMismatch.class)).isNotEmpty();
        assertThat(world.b.registry().live(World.BLUE)).isEmpty();
    }

    private static Message.Proof wrongTag(Message.Proof proof) {
        return new Message.Proof(new Octets(new byte[48]), proof.signature());
    }

    private static Message withWrongTag(Message message) {
        if (message instanceof Message.Answer answer) {
            return new Message.Answer(
                    answer.association(),
                    answer.key(),
                    answer.floor(),
                    answer.purpose(),
                    answer.nonce(),
                    answer.labelShare(),
                    answer.contributions(),
                    wrongTag(answer.proof()));
        }
        return message;
    }

    @Test
    void an_initiator_without_proof_is_refused_and_its_key_is_destroyed_at_both_ends() {
        world.network.firewall((from, to, message) -> List.of(new Network.Passage(
                from,
                to,
                message instanceof Message.Confirm confirm
                        ? new Message.Confirm(confirm.association(), confirm.key(), wrongTag(confirm.proof()))
                        : message)));
        world.configure(World.gold(MINUTE, 1));
        world.start();

        world.time.run(MINUTE);

        assertThat(world.b.events(AssociationEvent.ConfirmationMismatch.class)).isNotEmpty();
        assertThat(world.a.events(AssociationEvent.ConfirmationMismatch.class)).isNotEmpty();
        assertThat(world.b.registry().live(World.BLUE)).isEmpty();
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
    }

    private static Message weakened(Message message) {
        if (message instanceof Message.Offer offer) {
            return new Message.Offer(
                    offer.association(),
                    offer.key(),
                    offer.suites().stream()
                            .filter(suite -> suite.id().equals(offer.selected()))
                            .toList(),
                    offer.selected(),
                    offer.floor(),
                    offer.purpose(),
                    offer.certificates(),
                    offer.nonce(),
                    offer.labelShare(),
                    offer.contributions());
        }
        return message;
    }

    @Test
    void R9_when_a_kme_delivers_a_key_twice_then_the_exchange_fails_closed() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 0));
        KeyId old = world.a.encDec().sendingKey().orElseThrow();
        world.faults.get(World.QKD).set(0, 1, 0);

        world.time.run(MINUTE);

        assertThat(world.a.encDec().sendingKey()).contains(old);
        assertThat(world.a.events(AssociationEvent.RekeyFailed.class))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.text()).contains("was delivered before"));
    }

    @Test
    void R2_R5_with_one_suite_configured_no_weaker_one_is_ever_taken() {
        world.faults.get(World.QKD).set(1, 0, 0);
        world.configure(World.gold(Duration.ofSeconds(20), 1));
        world.start();

        world.time.run(MINUTE);

        assertThat(world.a.report().phase()).isEqualTo(Phase.NEGOTIATING);
        assertThat(world.a.encDec().isEmpty()).isTrue();
    }

    @Test
    void R2_with_two_suites_configured_the_second_is_taken_while_the_first_fails() {
        world.faults.get(World.QKD).set(1, 0, 0);
        world.configure(CalmWorld.two(World.GOLD, World.SILVER));
        world.start();

        world.time.run(MINUTE);
        assertThat(world.a.report().suite()).contains(World.SILVER.id());
        world.faults.get(World.QKD).set(0, 0, 0);

        assertThat(world.time.runUntil(() -> CalmWorld.suiteInUse(world, World.GOLD.id()), Duration.ofMinutes(3)))
                .isTrue();
    }

    @Test
    void F2c_when_the_responder_prefers_another_suite_then_it_is_offered_under_a_new_key() {
        world.a.configure(List.of(CalmWorld.two(World.GOLD, World.SILVER)));
        world.b.configure(List.of(World.mirrored(CalmWorld.two(World.SILVER))));
        world.start();

        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), MINUTE))
                .isTrue();
        assertThat(world.a.report().suite()).contains(World.SILVER.id());
    }

    @Test
    void L12_R2_R7_when_a_suite_is_forbidden_then_its_keys_are_replaced_at_once_without_loss() {
        CalmWorld.secure(world, CalmWorld.two(World.GOLD, World.SILVER));
        assertThat(world.a.report().suite()).contains(World.GOLD.id());

        world.configure(CalmWorld.two(World.SILVER));

        assertThat(world.time.runUntil(() -> CalmWorld.suiteInUse(world, World.SILVER.id()), Duration.ofSeconds(10)))
                .isTrue();
        world.time.run(MINUTE);
        assertThat(world.a.registry().live(World.BLUE))
                .allSatisfy(key -> assertThat(key.suite()).isEqualTo(World.SILVER.id()));
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void L12_a_responder_that_forbids_a_suite_makes_the_initiator_replace_the_key() {
        CalmWorld.secure(world, CalmWorld.two(World.GOLD, World.SILVER));

        world.b.configure(List.of(World.mirrored(CalmWorld.two(World.SILVER))));

        assertThat(world.time.runUntil(() -> CalmWorld.suiteInUse(world, World.SILVER.id()), MINUTE))
                .isTrue();
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void R5_a_floor_set_on_the_device_is_not_lowered_by_settings() {
        world.b.deviceFloor(new PolicyFloor(2, 2, Set.of(Ground.QUANTUM_CHANNEL)));
        world.configure(World.settings(List.of(World.BRONZE), World.ANY, World.life(MINUTE, 1)));
        world.start();

        world.time.run(MINUTE);

        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.BELOW_FLOOR);
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
    }

    @Test
    void R5_suites_below_the_devices_own_floor_are_never_offered() {
        world.a.deviceFloor(World.TWO_GROUNDS);
        world.configure(World.settings(List.of(World.BRONZE), World.ANY, World.life(MINUTE, 1)));
        world.start();

        world.time.run(MINUTE);

        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.BELOW_FLOOR);
        assertThat(world.b.registry().keys()).isEmpty();
    }

    @Test
    void F2e_keys_are_replaced_by_volume() {
        KeyLife life =
                new KeyLife(Duration.ofHours(1), 200_000, Duration.ofHours(2), 1, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        CalmWorld.secure(world, World.settings(List.of(World.GOLD), World.TWO_GROUNDS, life));

        world.time.run(Duration.ofMinutes(3));

        assertThat(world.a.events(AssociationEvent.KeyInstalled.class)).hasSizeGreaterThan(5);
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void F2e_an_operator_may_replace_the_key_now_from_either_end() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 2));
        KeyId first = world.a.encDec().sendingKey().orElseThrow();

        world.a.rekey();
        world.time.run(Duration.ofSeconds(10));
        KeyId second = world.a.encDec().sendingKey().orElseThrow();
        world.b.rekey();
        world.time.run(Duration.ofSeconds(10));

        assertThat(List.of(first, second))
                .doesNotContain(world.a.encDec().sendingKey().orElseThrow());
        assertThat(world.bothSendUnderTheSameKey()).isTrue();
    }

    @Test
    void F2e_a_key_that_an_operator_replaces_before_it_has_settled_is_replaced_when_it_has() {
        for (int delay : new int[] {0, 100, 500, 1_000, 2_000}) {
            World fresh = new World(World.Choices.calm(1));
            fresh.traffic(false);
            fresh.configure(World.gold(Duration.ofHours(1), 0));
            fresh.start();
            fresh.time.runUntil(() -> fresh.bothAre(Phase.SECURED), MINUTE);
            fresh.time.run(Duration.ofMillis(delay));
            Optional<KeyId> first = fresh.a.encDec().sendingKey();

            fresh.a.rekey();

            fresh.time.run(MINUTE);
            assertThat(fresh.a.events(AssociationEvent.KeyInstalled.class))
                    .as("%d ms", delay)
                    .hasSize(2);
            assertThat(fresh.bothSendUnderTheSameKey()).isTrue();
            assertThat(fresh.a.encDec().sendingKey()).isNotEqualTo(first);
        }
    }
}
