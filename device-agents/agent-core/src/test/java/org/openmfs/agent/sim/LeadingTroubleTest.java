package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** What the initiator's end of a channel does where the responder refuses, or a key is lost. */
final class LeadingTroubleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoneChannel end = new LoneChannel(Role.INITIATOR).started();
    private final OneSide side = end.side;
    private final PlainEncDec encDec = end.encDec;

    @Test
    void a_key_that_the_responder_does_not_know_or_may_not_use_is_given_up_while_it_is_prepared() {
        for (ReasonCode reason : List.of(ReasonCode.UNKNOWN_KEY, ReasonCode.BELOW_FLOOR, ReasonCode.NO_COMMON_SUITE)) {
            KeyId key = side.confirmed();
            side.on(() -> {});
            end.hearsNo(key, reason);

            assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
            assertThat(side.said(Message.Retire.class))
                    .extracting(Message.Retire::text)
                    .containsExactly("the responder says: planted");
            stands(key, KeyStage.UNKNOWN);
        }
        assertThat(side.told(AssociationEvent.RekeyFailed.class)).hasSize(1);
    }

    @Test
    void a_key_accepted_at_both_ends_that_the_responder_lost_is_not_switched_to() {
        KeyId used = end.inUse();
        KeyId lost = end.accepted(World.GOLD);
        end.hearsNo(lost, ReasonCode.UNKNOWN_KEY);
        side.on(() -> end.channel().rekey());

        assertThat(encDec.sending()).contains(used);
        assertThat(side.stage(lost)).isEqualTo(KeyStage.GONE);
    }

    @Test
    void a_key_in_use_that_the_responder_does_not_want_is_replaced_by_the_next() {
        for (ReasonCode reason : List.of(ReasonCode.UNKNOWN_KEY, ReasonCode.BELOW_FLOOR, ReasonCode.NO_COMMON_SUITE)) {
            LoneChannel other = new LoneChannel(Role.INITIATOR).started();
            KeyId used = reason == ReasonCode.UNKNOWN_KEY ? other.accepted(World.GOLD) : other.inUse();
            other.side.confirmed();
            other.hearsNo(used, reason);
            assertThat(other.encDec.sending()).contains(used);

            KeyId next = other.side.context.keys().placed().getFirst().id();
            other.isAccepted(next);
            assertThat(other.encDec.sending()).contains(next);
        }
    }

    @Test
    void a_key_that_is_switched_to_and_that_the_responder_does_not_want_is_not_waited_for() {
        KeyId key = end.accepted(World.GOLD);
        KeyId next = end.accepted(World.GOLD);
        assertThat(encDec.sending()).contains(key);
        end.hearsNo(key, ReasonCode.BELOW_FLOOR);

        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void where_the_responder_s_Enc_Dec_does_not_send_under_it_another_one_is_switched_to_after_a_while() {
        KeyId key = end.accepted(World.GOLD);
        KeyId next = end.accepted(World.GOLD);
        end.hearsNo(key, ReasonCode.ENC_DEC_FAILED);
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        end.passes(Duration.ofSeconds(14));
        assertThat(encDec.sending()).contains(key);

        end.passes(SECOND.multipliedBy(2));
        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void a_responder_that_is_busy_with_a_key_is_asked_again_told_of_later_and_not_asked_for_ever() {
        KeyId key = side.confirmed();
        side.on(() -> {});
        end.hearsNo(key, ReasonCode.BUSY);
        assertThat(side.codes()).isEmpty();
        refusesFor(key, Duration.ofSeconds(16));
        assertThat(side.codes()).containsExactly(ReasonCode.BUSY);
        refusesFor(key, Duration.ofSeconds(102));
        assertThat(side.stage(key)).isEqualTo(KeyStage.RECEIVING);

        refusesFor(key, SECOND.multipliedBy(4));
        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
    }

    @Test
    void that_it_was_busy_is_forgotten_when_it_accepts_the_key() {
        KeyId key = side.confirmed();
        side.on(() -> {});
        end.hearsNo(key, ReasonCode.BUSY);
        refusesFor(key, Duration.ofSeconds(16));
        end.isAccepted(key);

        assertThat(side.codes()).isEmpty();
        assertThat(encDec.sending()).contains(key);
    }

    @Test
    void a_responder_that_is_busy_with_a_switch_is_told_of_at_once_and_asked_again() {
        KeyId key = end.accepted(World.GOLD);
        end.hearsNo(key, ReasonCode.BUSY);
        side.said();

        assertThat(side.codes()).containsExactly(ReasonCode.BUSY);
        end.passes(SECOND.multipliedBy(8));
        assertThat(side.said(Message.SwitchTransmit.class)).isNotEmpty();
    }

    @Test
    void a_refusal_of_a_key_that_nothing_is_done_with_changes_nothing() {
        KeyId used = end.inUse();
        end.hearsNo(side.derived(World.GOLD), ReasonCode.ENC_DEC_FAILED);
        end.hearsNo(used, ReasonCode.BUSY);

        assertThat(side.codes()).isEmpty();
    }

    @Test
    void a_key_in_use_that_was_lost_at_the_responder_is_replaced_and_another_goes_at_once() {
        KeyId used = end.inUse();
        KeyId next = end.accepted(World.GOLD);
        stands(next, KeyStage.CONFIRMED);
        stands(next, KeyStage.RECEIVING);
        assertThat(side.stage(next)).isEqualTo(KeyStage.RECEIVING);
        stands(next, KeyStage.REPLACED);
        assertThat(side.stage(next)).isEqualTo(KeyStage.GONE);

        stands(used, KeyStage.GONE);
        assertThat(side.stage(used)).isEqualTo(KeyStage.SENDING);
        assertThat(end.channel().needsKey()).isTrue();
        KeyId other = end.accepted(World.GOLD);
        assertThat(encDec.sending()).contains(other);
    }

    @Test
    void a_key_that_the_responder_loses_while_it_is_begun_here_is_replaced_when_it_is_sent_under() {
        KeyId key = side.confirmed();
        KeyId next = side.confirmed();
        side.on(() -> {});
        side.holdsCalls();
        end.isAccepted(key);
        end.hearsNo(key, ReasonCode.UNKNOWN_KEY);
        side.doesCalls();
        assertThat(encDec.sending()).contains(key);
        assertThat(side.report().key()).contains(key);

        end.isAccepted(next);
        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void what_the_Enc_Dec_lost_is_removed_there_too_and_another_key_takes_its_place() {
        KeyId used = end.inUse();
        KeyId next = end.accepted(World.GOLD);
        encDec.loses(used);
        end.passes(SECOND.multipliedBy(2));

        assertThat(side.stage(used)).isEqualTo(KeyStage.GONE);
        assertThat(side.said(Message.Retire.class))
                .first()
                .extracting(Message.Retire::text)
                .isEqualTo("the Enc/Dec holds it no more");
        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void a_key_that_is_lost_while_it_is_prepared_or_switched_to_is_not_gone_on_with() {
        KeyId prepared = side.confirmed();
        side.on(() -> {});
        encDec.loses(prepared);
        end.passes(SECOND.multipliedBy(3));
        assertThat(side.stage(prepared)).isEqualTo(KeyStage.GONE);
        stands(prepared, KeyStage.GONE);

        KeyId switched = end.accepted(World.GOLD);
        encDec.loses(switched);
        end.passes(SECOND.multipliedBy(3));
        assertThat(side.stage(switched)).isEqualTo(KeyStage.GONE);
        side.said();
        end.passes(SECOND.multipliedBy(5));
        assertThat(side.said(Message.SwitchTransmit.class)).isEmpty();
        assertThat(end.channel().needsKey()).isTrue();
    }

    @Test
    void a_key_that_is_not_sent_under_any_more_by_nobody_s_order_is_replaced() {
        end.inUse();
        encDec.sends(Optional.empty());
        end.passes(SECOND.multipliedBy(3));
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);

        KeyId next = end.accepted(World.GOLD);
        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void where_frames_are_sent_under_an_earlier_key_again_the_Enc_Dec_is_told_anew() {
        KeyId old = end.inUse();
        KeyId used = end.accepted(World.GOLD);
        side.on(() -> end.channel().rekey());
        assertThat(encDec.sending()).contains(used);
        encDec.sends(Optional.of(old));
        encDec.calls();
        end.passes(SECOND.multipliedBy(2));

        assertThat(encDec.calls()).startsWith("switch 1");
        assertThat(encDec.sending()).contains(used);
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void where_frames_are_sent_under_a_later_key_too_early_the_Enc_Dec_is_not_told_to_go_back() {
        end.inUse();
        KeyId next = end.accepted(World.GOLD);
        encDec.sends(Optional.of(next));
        encDec.calls();
        end.passes(SECOND.multipliedBy(2));

        assertThat(encDec.calls()).containsExactly("switch 1");
        assertThat(side.report().key()).contains(next);
    }

    @Test
    void where_the_Enc_Dec_does_not_do_so_the_key_is_replaced() {
        KeyId old = end.inUse();
        KeyId used = end.accepted(World.GOLD);
        KeyId next = end.accepted(World.GOLD);
        side.on(() -> end.channel().rekey());
        end.hears(new Message.TransmitSwitched(side.context.id(), used));
        encDec.sends(Optional.of(old));
        encDec.fails("switch", new EncDecFailure("busy"), 1);
        end.passes(SECOND.multipliedBy(5));

        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void distrust_destroys_what_is_ready_and_replaces_what_is_in_use() {
        KeyId used = end.inUse();
        KeyId accepted = end.accepted(World.GOLD);
        KeyId stock = side.confirmed();
        side.on(() -> end.channel().distrust("planted"));

        assertThat(List.of(side.stage(accepted), side.stage(stock))).containsOnly(KeyStage.GONE);
        assertThat(encDec.holds(accepted)).isFalse();
        assertThat(encDec.sending()).contains(used);
        assertThat(end.channel().needsKey()).isTrue();
        assertThat(side.said(Message.Retire.class))
                .extracting(Message.Retire::key, Message.Retire::text)
                .containsExactlyInAnyOrder(tuple(accepted, "planted"), tuple(stock, "planted"));
    }

    @Test
    void keys_of_a_suite_that_is_forbidden_go_and_the_one_in_use_is_replaced() {
        KeyId used = end.inUse();
        KeyId accepted = end.accepted(World.GOLD);
        KeyId silver = side.confirmed(World.SILVER);
        side.settings(List.of(World.SILVER));
        side.on(() -> {});
        end.passes(SECOND);

        assertThat(side.stage(accepted)).isEqualTo(KeyStage.GONE);
        end.isAccepted(silver);
        assertThat(encDec.sending()).contains(silver);
        assertThat(side.stage(used)).isEqualTo(KeyStage.REPLACED);
        assertThat(side.told(AssociationEvent.RekeyFailed.class)).isEmpty();
        assertThat(side.said(Message.Retire.class))
                .filteredOn(retire -> retire.key().equals(accepted))
                .extracting(Message.Retire::text)
                .containsOnly("its suite is not allowed any more");
    }

    @Test
    void where_the_key_in_use_is_of_a_forbidden_suite_another_one_is_needed() {
        end.inUse();
        assertThat(end.channel().needsKey()).isFalse();
        side.settings(List.of(World.SILVER));

        assertThat(end.channel().needsKey()).isTrue();
    }

    @Test
    void a_key_of_a_weaker_suite_gives_way_to_one_of_the_best_and_not_the_other_way_round() {
        side.settings(List.of(World.GOLD, World.SILVER));
        KeyId weak = end.accepted(World.SILVER);
        end.isSentUnder(weak);
        KeyId other = end.accepted(World.SILVER);
        assertThat(encDec.sending()).contains(weak);

        KeyId best = end.accepted(World.GOLD);
        assertThat(List.of(other, best)).contains(encDec.sending().orElseThrow());
        end.isSentUnder(encDec.sending().orElseThrow());
        assertThat(encDec.sending()).contains(best);
    }

    private void refusesFor(KeyId key, Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plusSeconds(1)) {
            end.passes(SECOND);
            end.hearsNo(key, ReasonCode.BUSY);
        }
    }

    private void stands(KeyId key, KeyStage there) {
        side.on(() ->
                side.context.keys().find(key).ifPresent(found -> end.channel().stands(found, there)));
    }
}
