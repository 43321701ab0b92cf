package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** How a channel finds its place after a restart, in the journal and in the Enc/Dec. */
final class ChannelRecoveryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoneChannel end = new LoneChannel(Role.INITIATOR);
    private final OneSide side = end.side;
    private final PlainEncDec encDec = end.encDec;

    @Test
    void where_journal_and_Enc_Dec_agree_it_goes_on_with_the_key_in_use() {
        KeyId used = sending(0);
        KeyId next = placed(1, KeyStage.RECEIVING);
        encDec.has(used, new Slot(0), true);
        encDec.has(next, new Slot(1), false);
        start();

        assertThat(encDec.calls()).isEmpty();
        assertThat(end.starts()).isEqualTo(1);
        assertThat(end.channel().isReady()).isTrue();
        assertThat(side.report().key()).contains(used);
        assertThat(side.said(Message.SwitchTransmit.class))
                .containsExactly(new Message.SwitchTransmit(side.context.id(), used));
    }

    @Test
    void keys_that_the_journal_does_not_know_or_knows_in_another_slot_are_removed() {
        KeyId used = sending(0);
        KeyId next = placed(1, KeyStage.RECEIVING);
        encDec.has(used, new Slot(0), true);
        encDec.has(next, new Slot(2), false);
        encDec.has(new KeyId("0123456789abcdef0123456789abcdef"), new Slot(3), false);
        start();

        assertThat(encDec.calls()).startsWith("retire 2", "retire 3");
        assertThat(side.stage(next)).isEqualTo(KeyStage.GONE);
    }

    @Test
    void an_Enc_Dec_that_sends_under_a_key_that_the_journal_does_not_send_under_is_cleared() {
        KeyId next = placed(0, KeyStage.RECEIVING);
        KeyId stock = side.confirmed();
        encDec.has(next, new Slot(0), true);
        start();

        assertThat(encDec.calls()).startsWith("clear");
        assertThat(side.context.keys().find(next).orElseThrow().reason())
                .isEqualTo("the key in use is not in the journal");
        assertThat(side.stage(next)).isEqualTo(KeyStage.GONE);
        assertThat(side.stage(stock)).isEqualTo(KeyStage.CONFIRMED);
        assertThat(encDec.sending()).isEmpty();
    }

    @Test
    void the_newest_key_that_the_journal_sends_under_is_switched_to() {
        KeyId old = sending(0);
        KeyId used = sending(1);
        KeyId lost = sending(2);
        encDec.has(old, new Slot(0), true);
        encDec.has(used, new Slot(1), false);
        start();

        assertThat(encDec.calls()).startsWith("switch 1");
        assertThat(encDec.sending()).contains(used);
        assertThat(side.stage(lost)).isEqualTo(KeyStage.GONE);
        assertThat(side.context.keys().find(lost).orElseThrow().reason()).isEqualTo("the Enc/Dec holds it no more");
        assertThat(side.stage(old)).isEqualTo(KeyStage.REPLACED);
        assertThat(end.starts()).isEqualTo(1);
    }

    @Test
    void one_that_the_Enc_Dec_refuses_for_good_or_three_times_is_not_and_goes() {
        for (EncDecFailure failure : List.of(EncDecFailure.lasting("never"), new EncDecFailure("busy"))) {
            LoneChannel again = new LoneChannel(Role.INITIATOR);
            KeyId old = placed(again, 0, KeyStage.SENDING, World.GOLD);
            KeyId used = placed(again, 1, KeyStage.SENDING, World.GOLD);
            again.encDec.has(old, new Slot(0), true);
            again.encDec.has(used, new Slot(1), false);
            again.encDec.fails("switch", failure, failure.isLasting() ? 1 : 3);
            again.side.on(again.channel()::start);
            assertThat(again.side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);
            assertThat(again.starts()).isZero();
            again.passes(SECOND.multipliedBy(12));

            assertThat(again.encDec.sending()).contains(old);
            assertThat(again.starts()).isEqualTo(1);
            assertThat(again.side.stage(used)).isEqualTo(KeyStage.GONE);
            assertThat(again.side.codes()).isEmpty();
        }
    }

    /** The responder may have followed, and have removed the key before. */
    @Test
    void one_that_it_sends_under_after_all_although_no_order_was_answered_stays_the_key_in_use() {
        KeyId old = sending(0);
        KeyId used = sending(1);
        encDec.has(old, new Slot(0), true);
        encDec.has(used, new Slot(1), false);
        encDec.fails("switch", new EncDecFailure("no answer in time"), 3);
        start();
        for (int orders = encDec.calls().size();
                orders < 3;
                orders += encDec.calls().size()) {
            end.passes(Duration.ofMillis(250));
        }
        encDec.sends(Optional.of(used));
        end.passes(SECOND.multipliedBy(12));

        assertThat(encDec.sending()).contains(used);
        assertThat(side.stage(used)).isEqualTo(KeyStage.SENDING);
    }

    @Test
    void where_it_refuses_the_only_one_the_next_key_is_sent_under() {
        KeyId used = sending(0);
        encDec.has(used, new Slot(0), false);
        encDec.fails("switch", EncDecFailure.lasting("never"), 1);
        start();
        end.passes(SECOND.multipliedBy(2));
        side.afterwards(end.channel()::upkeep);
        assertThat(encDec.holds(used)).isTrue();
        KeyId next = end.accepted(World.GOLD);

        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void failures_that_do_not_come_three_times_in_a_row_cost_no_key() {
        KeyId used = sending(0);
        encDec.has(used, new Slot(0), false);
        encDec.fails("switch", new EncDecFailure("busy"), 2);
        start();
        end.passes(SECOND.multipliedBy(10));

        assertThat(encDec.sending()).contains(used);
    }

    @Test
    void a_key_of_a_forbidden_suite_is_not_begun_with_but_sent_under_where_it_was() {
        side.settings(List.of(World.SILVER));
        KeyId begun = sending(0);
        encDec.has(begun, new Slot(0), false);
        start();
        assertThat(encDec.sending()).isEmpty();
        assertThat(encDec.calls()).isEmpty();
        assertThat(end.channel().isReady()).isTrue();
        assertThat(side.codes()).isEmpty();

        LoneChannel other = new LoneChannel(Role.INITIATOR);
        other.side.settings(List.of(World.SILVER));
        KeyId used = placed(other, 0, KeyStage.SENDING, World.GOLD);
        other.encDec.has(used, new Slot(0), true);
        other.side.on(other.channel()::start);
        assertThat(other.encDec.sending()).contains(used);
        assertThat(other.side.report().key()).contains(used);
    }

    @Test
    void nor_where_the_Enc_Dec_sends_under_another_one_that_is_allowed() {
        side.settings(List.of(World.SILVER));
        KeyId used = placed(end, 0, KeyStage.SENDING, World.SILVER);
        KeyId forbidden = placed(end, 1, KeyStage.SENDING, World.GOLD);
        encDec.has(used, new Slot(0), true);
        encDec.has(forbidden, new Slot(1), false);
        start();

        assertThat(encDec.sending()).contains(used);
        assertThat(encDec.calls()).doesNotContain("switch 1");
    }

    @Test
    void an_Enc_Dec_that_can_not_be_looked_at_is_looked_at_again_ever_less_often() {
        encDec.fails("observe", new EncDecFailure("gone"), 3);
        start();
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        assertThat(end.channel().isReady()).isFalse();
        end.passes(Duration.ofMillis(250));
        assertThat(encDec.looks()).isEqualTo(1);
        end.passes(Duration.ofMillis(750));
        assertThat(encDec.looks()).isEqualTo(2);
        end.passes(Duration.ofMillis(750));
        assertThat(encDec.looks()).isEqualTo(2);

        end.passes(SECOND.multipliedBy(6));
        assertThat(end.channel().isReady()).isTrue();
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void a_repair_that_fails_is_tried_again() {
        encDec.has(new KeyId("0123456789abcdef0123456789abcdef"), new Slot(3), false);
        encDec.fails("retire", new EncDecFailure("busy"), 1);
        start();
        assertThat(end.channel().isReady()).isFalse();
        end.passes(SECOND.multipliedBy(2));

        assertThat(end.channel().isReady()).isTrue();
        assertThat(encDec.calls()).containsExactly("retire 3", "retire 3");
    }

    @Test
    void a_responder_asks_again_for_another_key_than_one_that_was_to_be_replaced_before_it_was_started() {
        LoneChannel responder = new LoneChannel(Role.RESPONDER);
        KeyId key = placed(responder, 0, KeyStage.SENDING, World.GOLD);
        responder.side.context.keys().noWayBackTo(key);
        responder.encDec.has(key, new Slot(0), true);
        responder.side.on(responder.channel()::start);

        assertThat(responder.side.said(Message.Refuse.class))
                .containsExactly(new Message.Refuse(
                        responder.side.context.id(),
                        key,
                        ReasonCode.BELOW_FLOOR,
                        "it was to be replaced before this CF was started"));
    }

    @Test
    void an_initiator_replaces_such_a_key_by_the_next() {
        KeyId used = sending(0);
        side.context.keys().noWayBackTo(used);
        encDec.has(used, new Slot(0), true);
        end.started();
        end.isSentUnder(used);

        assertThat(end.channel().needsKey()).isTrue();
        KeyId next = end.accepted(World.GOLD);
        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void where_no_key_is_in_use_what_was_replaced_is_removed() {
        KeyId old = placed(0, KeyStage.REPLACED);
        encDec.has(old, new Slot(0), false);
        start();

        assertThat(encDec.holds(old)).isFalse();
        assertThat(side.said(Message.Retire.class))
                .extracting(Message.Retire::key)
                .containsExactly(old);
    }

    @Test
    void what_was_begun_is_gone_on_with_here_or_there() {
        KeyId here = placed(0, KeyStage.CONFIRMED);
        start();
        side.afterwards(end.channel()::upkeep);
        side.on(() -> {});
        assertThat(encDec.calls()).containsExactly("prepare 0");
        assertThat(side.said()).containsExactly(new Message.InstallReceive(side.context.id(), here, new Slot(0)));

        LoneChannel other = new LoneChannel(Role.INITIATOR);
        KeyId there = placed(other, 0, KeyStage.RECEIVING, World.GOLD);
        other.encDec.has(there, new Slot(0), false);
        other.started();
        assertThat(other.encDec.calls()).isEmpty();
        assertThat(other.side.said())
                .containsExactly(new Message.InstallReceive(other.side.context.id(), there, new Slot(0)));
    }

    @Test
    void before_it_has_found_its_place_limits_are_looked_at_all_the_same() {
        KeyId used = sending(0);
        encDec.has(used, new Slot(0), true);
        encDec.fails("observe", new EncDecFailure("gone"), 1000);
        start();
        side.passes(side.context.settings().life().maximumAge(), () -> {});
        end.passes(Duration.ofMillis(250));

        assertThat(encDec.sending()).isEmpty();
    }

    private void start() {
        side.on(end.channel()::start);
    }

    private KeyId sending(int slot) {
        return placed(slot, KeyStage.SENDING);
    }

    private KeyId placed(int slot, KeyStage stage) {
        return placed(end, slot, stage, World.GOLD);
    }

    private static KeyId placed(LoneChannel of, int slot, KeyStage stage, Suite suite) {
        KeyId key = of.side.confirmed(suite);
        of.side.context.keys().place(key, new Slot(slot), 0);
        if (stage != KeyStage.CONFIRMED) {
            of.side.context.keys().move(key, stage, "planted");
        }
        return key;
    }
}
