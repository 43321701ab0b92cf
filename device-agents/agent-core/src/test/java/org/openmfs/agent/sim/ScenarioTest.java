package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.Message;
import org.openmfs.agent.association.Octets;
import org.openmfs.agent.association.ReasonCode;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.Family;

/** What operators see when something goes wrong, or when they change their minds. */
final class ScenarioTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final World world = new World(World.Choices.calm(5));

    @Test
    void R10_when_the_kme_fails_then_keys_in_stock_are_used_and_the_association_degrades_and_returns() {
        secure(World.gold(Duration.ofSeconds(20), 3));
        world.faults.get(World.QKD).set(1, 0, 0);

        world.time.run(MINUTE);

        assertThat(world.a.report().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(codes(world.a)).containsAnyOf(ReasonCode.METHOD_UNREACHABLE, ReasonCode.METHOD_EXHAUSTED);
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
        secure(World.settings(
                List.of(World.GOLD), World.TWO_FAMILIES, life(10, 60, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE)));
        KeyId last = world.a.encDec().sendingKey().orElseThrow();
        world.faults.get(World.QKD).set(1, 0, 0);

        world.time.run(Duration.ofSeconds(50));
        assertThat(world.a.encDec().sendingKey()).contains(last);
        world.time.run(Duration.ofSeconds(20));

        assertThat(world.a.report().phase()).isEqualTo(Phase.BLOCKED);
        assertThat(codes(world.a)).contains(ReasonCode.KEY_EXPIRED, ReasonCode.STOCK_EMPTY);
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
        world.faults.get(World.QKD).set(0, 0, 0);
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), MINUTE))
                .isTrue();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void R10_where_the_class_says_so_traffic_stops_when_a_key_is_due_and_none_can_be_had() {
        secure(World.settings(List.of(World.GOLD), World.TWO_FAMILIES, life(10, 3600, WhenKeysEnd.STOP_TRAFFIC)));
        world.faults.get(World.QKD).set(1, 0, 0);

        world.time.run(MINUTE);

        assertThat(world.a.report().phase()).isEqualTo(Phase.BLOCKED);
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
    }

    @Test
    void R10_when_the_link_between_the_cfs_is_down_then_traffic_goes_on_and_rekeys_follow_when_it_is_back() {
        secure(World.gold(Duration.ofSeconds(20), 2));
        world.network.up(false);

        world.time.run(MINUTE);

        assertThat(world.a.report().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(codes(world.a)).contains(ReasonCode.PEER_UNREACHABLE);
        assertThat(codes(world.b)).contains(ReasonCode.PEER_UNREACHABLE);
        int before = world.a.events(AssociationEvent.KeyInstalled.class).size();
        world.network.up(true);
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), MINUTE))
                .isTrue();
        world.time.run(Duration.ofSeconds(5));
        assertThat(world.a.events(AssociationEvent.KeyInstalled.class)).hasSizeGreaterThan(before);
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void when_the_peers_confirmation_differs_then_an_alarm_is_raised_nothing_is_installed_and_the_old_key_stays() {
        secure(World.gold(Duration.ofSeconds(20), 0));
        KeyId old = world.a.encDec().sendingKey().orElseThrow();
        world.faults.get(World.KEM).set(0, 0, 1);

        world.time.run(Duration.ofSeconds(30));

        assertThat(world.a.events(AssociationEvent.ConfirmationMismatch.class)).isNotEmpty();
        assertThat(codes(world.a)).contains(ReasonCode.KEY_CONFIRMATION_FAILED);
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

    private static Message withWrongTag(Message message) {
        if (message instanceof Message.Answer answer) {
            return new Message.Answer(
                    answer.association(),
                    answer.key(),
                    answer.floor(),
                    answer.nonce(),
                    answer.labelShare(),
                    answer.contributions(),
                    new Octets(new byte[48]));
        }
        return message;
    }

    @Test
    void an_initiator_without_proof_is_refused_and_its_key_is_destroyed_at_both_ends() {
        world.network.firewall((from, to, message) -> List.of(new Network.Passage(
                from,
                to,
                message instanceof Message.Confirm confirm
                        ? new Message.Confirm(confirm.association(), confirm.key(), new Octets(new byte[48]))
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
                    offer.nonce(),
                    offer.labelShare(),
                    offer.contributions());
        }
        return message;
    }

    @Test
    void R9_when_a_kme_delivers_a_key_twice_then_the_exchange_fails_closed() {
        secure(World.gold(Duration.ofSeconds(20), 0));
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
        world.configure(two(World.GOLD, World.SILVER));
        world.start();

        world.time.run(MINUTE);
        assertThat(world.a.report().suite()).contains(World.SILVER.id());
        world.faults.get(World.QKD).set(0, 0, 0);

        assertThat(world.time.runUntil(() -> suiteInUse(World.GOLD.id()), Duration.ofMinutes(3)))
                .isTrue();
    }

    @Test
    void F2c_when_the_responder_prefers_another_suite_then_it_is_offered_under_a_new_key() {
        world.a.configure(List.of(two(World.GOLD, World.SILVER)));
        world.b.configure(List.of(World.mirrored(two(World.SILVER))));
        world.start();

        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), MINUTE))
                .isTrue();
        assertThat(world.a.report().suite()).contains(World.SILVER.id());
    }

    @Test
    void L12_R2_R7_when_a_suite_is_forbidden_then_its_keys_are_replaced_at_once_without_loss() {
        secure(two(World.GOLD, World.SILVER));
        assertThat(world.a.report().suite()).contains(World.GOLD.id());

        world.configure(two(World.SILVER));

        assertThat(world.time.runUntil(() -> suiteInUse(World.SILVER.id()), Duration.ofSeconds(10)))
                .isTrue();
        world.time.run(MINUTE);
        assertThat(world.a.registry().live(World.BLUE))
                .allSatisfy(key -> assertThat(key.suite()).isEqualTo(World.SILVER.id()));
        assertThat(world.checker.framesLost()).isZero();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void L12_a_responder_that_forbids_a_suite_makes_the_initiator_replace_the_key() {
        secure(two(World.GOLD, World.SILVER));

        world.b.configure(List.of(World.mirrored(two(World.SILVER))));

        assertThat(world.time.runUntil(() -> suiteInUse(World.SILVER.id()), MINUTE))
                .isTrue();
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void R5_a_floor_set_on_the_device_is_not_lowered_by_settings() {
        world.b.deviceFloor(new PolicyFloor(2, 2, Set.of(Family.QUANTUM_CHANNEL)));
        world.configure(World.settings(List.of(World.BRONZE), World.ANY, World.life(MINUTE, 1)));
        world.start();

        world.time.run(MINUTE);

        assertThat(codes(world.a)).contains(ReasonCode.BELOW_FLOOR);
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
    }

    @Test
    void R5_suites_below_the_devices_own_floor_are_never_offered() {
        world.a.deviceFloor(World.TWO_FAMILIES);
        world.configure(World.settings(List.of(World.BRONZE), World.ANY, World.life(MINUTE, 1)));
        world.start();

        world.time.run(MINUTE);

        assertThat(codes(world.a)).contains(ReasonCode.BELOW_FLOOR);
        assertThat(world.b.registry().keys()).isEmpty();
    }

    @Test
    void F2e_keys_are_replaced_by_volume() {
        KeyLife life =
                new KeyLife(Duration.ofHours(1), 200_000, Duration.ofHours(2), 1, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        secure(World.settings(List.of(World.GOLD), World.TWO_FAMILIES, life));

        world.time.run(Duration.ofMinutes(3));

        assertThat(world.a.events(AssociationEvent.KeyInstalled.class)).hasSizeGreaterThan(5);
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void F2e_an_operator_may_replace_the_key_now_from_either_end() {
        secure(World.gold(Duration.ofHours(1), 2));
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
    void R10_an_agent_that_is_started_again_goes_on_with_the_key_in_the_enc_dec() {
        secure(World.gold(Duration.ofHours(1), 2));
        KeyId key = world.a.encDec().sendingKey().orElseThrow();
        world.a.crash();
        world.b.crash();
        world.time.run(MINUTE);

        world.start();
        world.time.run(MINUTE);

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(world.a.encDec().sendingKey()).contains(key);
        assertThat(world.a.report().stock()).isEqualTo(2);
        assertThat(world.a.report().counters().rekeys()).isEqualTo(1);
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void when_an_enc_dec_lost_its_keys_then_new_ones_are_installed_and_no_old_one_again() {
        secure(World.gold(Duration.ofHours(1), 2));
        KeyId lost = world.b.encDec().sendingKey().orElseThrow();
        world.b.encDec().reboot();

        world.time.run(Duration.ofSeconds(30));

        assertThat(world.bothSendUnderTheSameKey()).isTrue();
        assertThat(world.b.encDec().sendingKey()).isPresent().isNotEqualTo(lost);
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void F8_withdrawal_clears_both_ends_and_leaves_no_secret_behind() {
        secure(World.gold(Duration.ofSeconds(20), 3));
        world.time.run(MINUTE);

        world.configure(World.gold(Duration.ofSeconds(20), 3));
        world.a.configure(List.of());
        world.b.configure(List.of());
        world.time.run(MINUTE);

        assertThat(world.a.registry().live(World.BLUE)).isEmpty();
        assertThat(world.b.registry().live(World.BLUE)).isEmpty();
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
        assertThat(world.unwipedSecrets()).isZero();
        assertThat(world.a.associations().reports()).isEmpty();
    }

    @Test
    void F8_a_withdrawal_that_was_cut_off_is_finished_after_the_start() {
        secure(World.gold(Duration.ofSeconds(20), 3));
        world.a.crash();
        world.a.configure(List.of());

        world.a.start();
        world.time.run(Duration.ofSeconds(5));

        assertThat(world.a.registry().live(World.BLUE)).isEmpty();
        assertThat(world.a.encDec().isEmpty()).isTrue();
    }

    @Test
    void when_the_peer_does_not_know_the_association_then_it_says_so() {
        world.a.configure(List.of(World.gold(Duration.ofSeconds(20), 1)));
        world.start();

        world.time.run(MINUTE);

        assertThat(world.a.report().reasons())
                .extracting(Reason::text)
                .anyMatch(text -> text.contains("no such association here"));
    }

    private void secure(AssociationSettings settings) {
        world.configure(settings);
        world.start();
        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED)
                                && world.a.report().stock() == settings.life().stockTarget(),
                        MINUTE))
                .isTrue();
        world.time.run(Duration.ofSeconds(2));
    }

    private boolean suiteInUse(SuiteId suite) {
        return world.a.report().suite().filter(suite::equals).isPresent();
    }

    private static AssociationSettings two(Suite... suites) {
        return World.settings(List.of(suites), World.TWO_FAMILIES, World.life(Duration.ofSeconds(20), 2));
    }

    private static KeyLife life(int interval, int maximumAge, WhenKeysEnd end) {
        return new KeyLife(Duration.ofSeconds(interval), 1L << 50, Duration.ofSeconds(maximumAge), 0, end);
    }

    private static List<ReasonCode> codes(Node node) {
        return node.report().reasons().stream().map(Reason::code).toList();
    }
}
