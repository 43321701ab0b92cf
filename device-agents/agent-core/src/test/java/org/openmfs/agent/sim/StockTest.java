package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** How an initiator keeps the number of its keys. */
final class StockTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Suite ELSEWHERE = new Suite(
            new SuiteId("kem+other"), List.of(World.KEM, new MethodId("other")), CombinerId.HMAC_SHA384_EXTRACT);

    private final LoneStock lone = new LoneStock();
    private final OneSide side = lone.side;

    @Test
    void keys_are_made_one_after_the_other_until_the_stock_is_full() {
        lone.upkeep();
        Message.Offer first = lone.offers().getFirst();
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();
        assertThat(lone.stock.working()).isTrue();
        lone.answered(first);
        assertThat(lone.stock.working()).isFalse();
        lone.upkeep();
        lone.answered(lone.offers().getFirst());
        lone.upkeep();

        assertThat(lone.offers()).isEmpty();
        assertThat(side.context.keys().ready()).isEqualTo(2);
        assertThat(side.report().counters().exchanges()).isEqualTo(2);
    }

    @Test
    void without_a_stock_a_key_is_made_when_one_is_needed() {
        life(0);
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();

        lone.needsKey = true;
        lone.upkeep();
        lone.answered(lone.offers().getFirst());
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();
    }

    @Test
    void a_peer_that_can_not_answer_or_was_never_met_gets_no_offer_and_a_stock_that_runs_out_is_told_once() {
        side.confirmed();
        lone.mayAnswer = false;
        lone.upkeep();
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();
        assertThat(side.told(AssociationEvent.StockLow.class))
                .containsExactly(new AssociationEvent.StockLow(World.BLUE, 1, 2));
        assertThat(side.codes()).isEmpty();
        side.context.keys().move(side.context.keys().stock().getFirst().id(), KeyStage.GONE, "planted");
        lone.upkeep();
        assertThat(side.codes()).containsExactly(ReasonCode.STOCK_EMPTY);

        lone.mayAnswer = true;
        lone.met = false;
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();
        lone.met = true;
        lone.upkeep();
        lone.answered(lone.offers().getFirst());
        assertThat(side.codes()).isEmpty();
        lone.upkeep();
        lone.answered(lone.offers().getFirst());
        lone.upkeep();
        side.context.keys().move(side.context.keys().stock().getFirst().id(), KeyStage.GONE, "planted");
        lone.mayAnswer = false;
        lone.upkeep();
        assertThat(side.told(AssociationEvent.StockLow.class)).hasSize(2);
    }

    @Test
    void more_than_half_a_stock_is_not_low() {
        life(3);
        side.confirmed();
        side.confirmed();
        lone.mayAnswer = false;
        lone.upkeep();

        assertThat(side.told(AssociationEvent.StockLow.class)).isEmpty();
    }

    @Test
    void a_failure_is_told_counted_and_waited_out() {
        lone.upkeep();
        lone.refused(lone.offers().getFirst(), ReasonCode.METHOD_FAILED);
        assertThat(side.codes()).containsExactlyInAnyOrder(ReasonCode.METHOD_FAILED, ReasonCode.STOCK_EMPTY);
        assertThat(side.report().counters().failures()).isEqualTo(1);
        assertThat(side.told(AssociationEvent.RekeyFailed.class)).hasSize(1);
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();

        lone.passes(SECOND);
        lone.answered(lone.offers().getFirst());
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void of_a_suite_that_is_weaker_a_full_stock_is_made_anew_when_the_best_can_be_made() {
        side.settings(List.of(World.GOLD, World.SILVER));
        KeyId first = side.confirmed(World.SILVER);
        KeyId second = side.confirmed(World.SILVER);
        lone.upkeep();
        lone.answered(lone.offers().getFirst());
        assertThat(lone.discarded).containsExactly(first + " a key of a better suite was made");
        lone.upkeep();
        lone.answered(lone.offers().getFirst());
        assertThat(lone.discarded).hasSize(2).last().asString().startsWith(second.toString());
        lone.upkeep();

        assertThat(lone.offers()).isEmpty();
    }

    @Test
    void a_peer_that_says_now_this_and_now_that_of_its_floor_has_no_more_than_one_stock_made_anew_in_its_time() {
        PolicyFloor shared = new PolicyFloor(1, 0, Set.of(Ground.PRE_SHARED));
        side.settings(List.of(World.GOLD, World.SILVER));
        side.on(() -> side.context.heard(shared));
        side.confirmed(World.SILVER);
        side.confirmed(World.SILVER);
        side.on(() -> side.context.heard(World.ANY));
        for (int key = 0; key < 2; key++) {
            lone.upkeep();
            lone.answered(lone.offers().getFirst());
        }

        side.on(() -> side.context.heard(shared));
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();

        lone.passes(
                side.context.settings().life().rekeyInterval().multipliedBy(2).plus(SECOND));
        lone.upkeep();
        assertThat(lone.offers()).hasSize(1);
    }

    @Test
    void weaker_keys_that_would_be_sent_under_before_the_better_one_go_together() {
        side.settings(List.of(World.GOLD, World.SILVER));
        KeyId first = placed(1);
        KeyId second = placed(2);
        KeyId stock = side.confirmed(World.SILVER);
        lone.upkeep();
        lone.answered(lone.offers().getFirst());

        assertThat(List.of(side.stage(first), side.stage(second))).containsOnly(KeyStage.GONE);
        assertThat(side.stage(stock)).isEqualTo(KeyStage.CONFIRMED);
    }

    private KeyId placed(int slot) {
        KeyId key = side.confirmed(World.SILVER);
        side.context.keys().place(key, new Slot(slot), 0);
        return key;
    }

    @Test
    void where_no_suite_does_that_is_told_with_its_reason() {
        side.settings(List.of(World.BRONZE));
        lone.upkeep();
        assertThat(side.codes()).containsExactly(ReasonCode.BELOW_FLOOR);
        side.on(lone.stock::reconfigured);
        assertThat(side.codes()).isEmpty();

        side.settings(List.of(ELSEWHERE));
        lone.upkeep();
        assertThat(side.codes()).containsExactly(ReasonCode.NO_COMMON_SUITE);
    }

    @Test
    void a_key_that_the_responder_wants_no_more_makes_new_ones_wait_each_but_once() {
        KeyId key = side.confirmed();
        for (ReasonCode reason : List.of(ReasonCode.BUSY, ReasonCode.ENC_DEC_FAILED)) {
            hears(key, reason);
        }
        lone.upkeep();
        assertThat(lone.offers()).hasSize(1);
        side.on(lone.stock::abandon);

        hears(key, ReasonCode.UNKNOWN_KEY);
        hears(key, ReasonCode.BELOW_FLOOR);
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();
        lone.passes(Duration.ofMillis(1750));
        assertThat(lone.offers()).isEmpty();
        lone.passes(Duration.ofMillis(250));
        assertThat(lone.offers()).hasSize(1);
    }

    @Test
    void keys_that_were_not_confirmed_or_are_replaced_are_no_loss() {
        KeyId replaced = placed(1);
        side.context.keys().move(replaced, KeyStage.REPLACED, "planted");
        hears(replaced, ReasonCode.UNKNOWN_KEY);
        hears(side.derived(World.GOLD), ReasonCode.UNKNOWN_KEY);
        hears(new KeyId("0123456789abcdef0123456789abcdef"), ReasonCode.UNKNOWN_KEY);
        stands(replaced, KeyStage.GONE);
        stands(side.confirmed(), KeyStage.RECEIVING);
        lone.upkeep();

        assertThat(lone.offers()).hasSize(1);
    }

    @Test
    void losses_that_go_on_make_new_keys_ever_rarer_up_to_five_minutes() {
        int[] seconds = {2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
        for (int wait : seconds) {
            lose();
            life(64);
            lone.passes(Duration.ofSeconds(wait).minusMillis(250));
            assertThat(lone.offers()).isEmpty();
            lone.passes(Duration.ofMillis(250));
            assertThat(lone.offers()).hasSize(1);
            side.on(lone.stock::abandon);
        }

        side.passes(Duration.ofSeconds(301), () -> {});
        lose();
        lone.passes(Duration.ofSeconds(2));
        assertThat(lone.offers()).hasSize(1);
    }

    @Test
    void of_a_responder_that_loses_keys_again_and_again_ever_fewer_are_kept_ready_for_an_hour() {
        for (int kept : new int[] {4, 2, 1, 1}) {
            lose();
            side.passes(Duration.ofMinutes(6), () -> {});
            keepsReady(kept);
        }
        side.passes(Duration.ofHours(1), () -> {});
        keepsReady(4);
    }

    private void lose() {
        KeyId lost = side.confirmed();
        stands(lost, KeyStage.GONE);
        side.context.keys().move(lost, KeyStage.GONE, "lost");
    }

    private void keepsReady(int keys) {
        life(4);
        for (int ready = 1; ready < keys; ready++) {
            side.confirmed();
        }
        lone.upkeep();
        assertThat(lone.offers()).as("fewer than %d", keys).hasSize(1);
        side.on(lone.stock::abandon);
        side.confirmed();
        lone.upkeep();
        assertThat(lone.offers()).as("%d", keys).isEmpty();
        side.context.keys().readyOnes().forEach(key -> side.context.keys().move(key.id(), KeyStage.GONE, "used"));
    }

    @Test
    void where_the_responder_stands_with_a_key_decides_what_becomes_of_one_that_was_cut_off() {
        KeyId confirmed = side.derived(World.GOLD);
        side.on(() -> lone.stock.stands(confirmed, KeyStage.CONFIRMED));
        assertThat(side.stage(confirmed)).isEqualTo(KeyStage.CONFIRMED);
        for (KeyStage there : List.of(KeyStage.DERIVED, KeyStage.UNKNOWN, KeyStage.GONE, KeyStage.REPLACED)) {
            KeyId key = side.derived(World.GOLD);
            side.on(() -> lone.stock.stands(key, there));
            assertThat(lone.discarded).last().isEqualTo(key + " its exchange was cut off");
        }
    }

    @Test
    void and_of_one_that_is_being_confirmed() {
        lone.upkeep();
        Message.Answer answer = lone.exchange.answer(lone.offers().getFirst());
        side.on(() -> lone.stock.received(answer));
        assertThat(lone.stock.confirming(answer.key())).isTrue();
        side.on(() -> lone.stock.stands(answer.key(), KeyStage.DERIVED));
        assertThat(lone.stock.confirming(answer.key())).isTrue();
        side.on(() -> lone.stock.stands(answer.key(), KeyStage.CONFIRMED));
        assertThat(side.stage(answer.key())).isEqualTo(KeyStage.CONFIRMED);
        assertThat(lone.stock.working()).isFalse();

        side.said();
        lone.upkeep();
        Message.Answer other = lone.exchange.answer(lone.offers().getFirst());
        side.on(() -> lone.stock.received(other));
        side.on(() -> lone.stock.stands(other.key(), KeyStage.UNKNOWN));
        assertThat(lone.discarded).containsExactly(other.key() + " the responder does not have it");
        assertThat(side.codes()).contains(ReasonCode.UNKNOWN_KEY);
    }

    private void hears(KeyId key, ReasonCode reason) {
        side.on(() -> lone.stock.received(new Message.Refuse(side.context.id(), key, reason, "planted")));
    }

    private void stands(KeyId key, KeyStage there) {
        side.on(() -> side.context.keys().find(key).ifPresent(found -> lone.stock.lostIfUseless(found, there)));
    }

    private void life(int stock) {
        side.life(new KeyLife(
                Duration.ofMinutes(5), 1L << 50, Duration.ofHours(1), stock, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
    }
}
