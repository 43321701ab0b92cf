package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** What comes between while the initiator's end of a channel accepts, switches to, or removes a key. */
final class LeadingSwitchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final EncDecFailure NEVER = EncDecFailure.lasting("never");

    private final LoneChannel end = new LoneChannel(Role.INITIATOR).started();
    private final OneSide side = end.side;
    private final PlainEncDec encDec = end.encDec;

    @Test
    void of_what_the_Enc_Dec_still_does_when_the_association_ends_nothing_is_said() {
        side.confirmed();
        side.holdsCalls();
        side.on(() -> {});
        side.afterwards(() -> {});
        side.on(end.channel()::abandon);
        side.doesCalls();
        assertThat(side.said()).isEmpty();

        LoneChannel other = new LoneChannel(Role.INITIATOR).started();
        KeyId key = other.side.confirmed();
        other.side.on(() -> {});
        other.side.holdsCalls();
        other.isAccepted(key);
        other.side.said();
        other.side.afterwards(() -> {});
        other.side.on(other.channel()::abandon);
        other.side.doesCalls();
        assertThat(other.side.said()).isEmpty();
        assertThat(other.side.told(AssociationEvent.KeyInstalled.class)).isEmpty();
    }

    @Test
    void that_the_peer_does_not_answer_is_nobody_s_concern_when_the_association_ends() {
        KeyId removed = end.accepted(World.GOLD);
        end.isSentUnder(removed);
        KeyId other = end.accepted(World.GOLD);
        side.on(() -> end.channel().discard(other, "planted"));
        end.passes(SECOND.multipliedBy(16));
        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
        side.on(end.channel()::abandon);
        assertThat(side.codes()).isEmpty();

        LoneChannel switching = new LoneChannel(Role.INITIATOR).started();
        switching.accepted(World.GOLD);
        switching.passes(SECOND.multipliedBy(16));
        assertThat(switching.side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
        switching.side.on(switching.channel()::abandon);
        assertThat(switching.side.codes()).isEmpty();
    }

    @Test
    void nor_when_it_answers_or_another_key_is_switched_to() {
        KeyId key = end.accepted(World.GOLD);
        end.passes(SECOND.multipliedBy(16));
        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
        end.hears(new Message.TransmitSwitched(side.context.id(), key));
        assertThat(side.codes()).isEmpty();

        LoneChannel other = new LoneChannel(Role.INITIATOR).started();
        other.accepted(World.GOLD);
        KeyId next = other.accepted(World.GOLD);
        other.passes(SECOND.multipliedBy(16));
        assertThat(other.side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
        other.side.on(other.channel()::rekey);
        assertThat(other.encDec.sending()).contains(next);
        assertThat(other.side.codes()).isEmpty();
    }

    @Test
    void a_key_that_is_switched_to_and_lost_at_the_responder_is_replaced_without_a_wait() {
        KeyId key = end.accepted(World.GOLD);
        KeyId next = end.accepted(World.GOLD);
        assertThat(encDec.sending()).contains(key);
        stands(key, KeyStage.GONE);

        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void the_loss_of_another_key_does_not_disturb_a_switch() {
        end.accepted(World.GOLD);
        KeyId other = end.accepted(World.GOLD);
        end.hearsNo(other, ReasonCode.UNKNOWN_KEY);
        side.said();
        end.passes(SECOND.multipliedBy(5));

        assertThat(side.said(Message.SwitchTransmit.class)).isNotEmpty();
        assertThat(end.channel().needsKey()).isFalse();
    }

    @Test
    void a_responder_that_refuses_a_switch_for_now_is_not_said_to_be_silent() {
        KeyId key = end.accepted(World.GOLD);
        for (int i = 0; i < 20; i++) {
            end.hearsNo(key, ReasonCode.BUSY);
            end.passes(SECOND);
        }
        assertThat(side.codes()).containsExactly(ReasonCode.BUSY);
    }

    @Test
    void nor_is_one_whose_Enc_Dec_does_not_take_a_key_which_is_given_up_after_two_minutes() {
        KeyId key = side.confirmed();
        side.on(() -> {});
        for (int i = 0; i < 120; i++) {
            end.hearsNo(key, ReasonCode.ENC_DEC_FAILED);
            end.passes(SECOND);
        }
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        assertThat(side.stage(key)).isEqualTo(KeyStage.RECEIVING);
        end.hearsNo(key, ReasonCode.ENC_DEC_FAILED);
        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
    }

    @Test
    void what_is_under_way_when_traffic_stops_is_given_up_and_the_next_key_takes_its_place() {
        end.inUse();
        Duration age = side.context.settings().life().maximumAge();
        side.passes(age.minusSeconds(10), () -> {});
        KeyId begun = side.confirmed();
        side.on(() -> {});
        end.passes(SECOND.multipliedBy(10));
        assertThat(encDec.sending()).isEmpty();
        assertThat(side.stage(begun)).isEqualTo(KeyStage.GONE);

        KeyId next = end.accepted(World.GOLD);
        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void a_switch_that_is_not_answered_when_traffic_stops_is_given_up_too() {
        end.accepted(World.GOLD);
        side.passes(side.context.settings().life().maximumAge(), () -> {});
        end.passes(SECOND);
        assertThat(encDec.sending()).isEmpty();
        assertThat(end.channel().needsKey()).isTrue();
        side.said();
        end.passes(SECOND.multipliedBy(10));

        assertThat(side.said(Message.SwitchTransmit.class)).isEmpty();
    }

    @Test
    void a_look_from_before_a_switch_misses_nothing_while_the_Enc_Dec_switches() {
        end.inUse();
        KeyId next = end.accepted(World.GOLD);
        side.holdsCalls();
        end.passes(SECOND.multipliedBy(3));
        side.on(end.channel()::rekey);
        encDec.sends(Optional.empty());
        side.doesCalls();

        assertThat(encDec.sending()).contains(next);
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void it_works_while_a_key_is_taken_switched_to_or_removed() {
        assertThat(end.channel().working()).isFalse();
        KeyId key = side.confirmed();
        side.on(() -> {});
        assertThat(end.channel().working()).isTrue();
        end.isAccepted(key);
        assertThat(end.channel().working()).isTrue();
        end.isSentUnder(key);
        assertThat(end.channel().working()).isFalse();
        KeyId next = end.accepted(World.GOLD);
        assertThat(end.channel().working()).isFalse();
        side.on(() -> end.channel().discard(next, "planted"));
        assertThat(end.channel().working()).isTrue();
        stands(next, KeyStage.GONE);
        assertThat(end.channel().working()).isFalse();
    }

    @Test
    void a_switch_that_the_Enc_Dec_refuses_leaves_the_key_in_use_and_the_next_one_is_tried() {
        KeyId used = end.inUse();
        KeyId next = end.accepted(World.GOLD);
        encDec.fails("switch", NEVER, 1);
        side.on(end.channel()::rekey);
        assertThat(side.stage(next)).isEqualTo(KeyStage.GONE);
        assertThat(encDec.sending()).contains(used);
        assertThat(side.stage(used)).isEqualTo(KeyStage.SENDING);
        stands(next, KeyStage.GONE);

        KeyId third = end.accepted(World.GOLD);
        assertThat(encDec.sending()).contains(third);
    }

    @Test
    void one_that_it_refuses_and_can_not_be_looked_at_is_decided_when_it_can() {
        KeyId key = side.confirmed();
        side.on(() -> {});
        encDec.fails("switch", NEVER, 1);
        side.holdsCalls();
        end.isAccepted(key);
        side.doesCalls(1);
        encDec.fails("observe", new EncDecFailure("gone"), 1);
        side.doesCalls();
        assertThat(side.stage(key)).isEqualTo(KeyStage.SENDING);

        end.passes(Duration.ofMillis(250));
        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
    }

    @Test
    void one_that_fails_is_tried_again_but_not_where_its_suite_was_forbidden_meanwhile() {
        KeyId key = side.confirmed();
        side.on(() -> {});
        encDec.fails("switch", new EncDecFailure("busy"), 1);
        end.isAccepted(key);
        assertThat(encDec.sending()).isEmpty();
        end.passes(SECOND);
        assertThat(encDec.sending()).contains(key);
        end.isSentUnder(key);

        KeyId next = end.accepted(World.GOLD);
        encDec.fails("switch", new EncDecFailure("busy"), 1);
        side.on(end.channel()::rekey);
        side.settings(List.of(World.SILVER));
        encDec.calls();
        end.passes(SECOND.multipliedBy(2));
        assertThat(encDec.calls()).doesNotContain("switch 1");
        assertThat(side.stage(next)).isEqualTo(KeyStage.GONE);
        assertThat(side.told(AssociationEvent.RekeyFailed.class))
                .extracting(AssociationEvent.RekeyFailed::text)
                .containsExactly("its suite is not allowed any more");
    }

    @Test
    void what_the_peer_refused_before_is_over_when_a_key_is_sent_under() {
        side.context.health().raise(ReasonCode.BUSY, "before");
        side.context.health().raise(ReasonCode.KEY_EXPIRED, "before");
        side.context.health().raise(ReasonCode.GIVEN_UP_THERE, "before");
        end.accepted(World.GOLD);

        assertThat(side.codes()).isEmpty();
    }

    @Test
    void where_there_is_one_slot_the_key_that_makes_room_is_not_switched_to_any_more() {
        encDec.be(PlainEncDec.profile(1), new Traits(Traits.Proof.NOTHING, false, Duration.ZERO));
        KeyId used = end.accepted(World.GOLD);
        end.passes(SECOND.multipliedBy(16));
        side.confirmed();
        side.on(end.channel()::rekey);
        side.on(() -> {});
        assertThat(encDec.holds(used)).isFalse();
        side.said();
        end.passes(SECOND.multipliedBy(10));

        assertThat(side.said(Message.SwitchTransmit.class)).isEmpty();
    }

    @Test
    void keys_accepted_ahead_that_went_with_the_traffic_leave_room_for_others() {
        end.inUse();
        end.accepted(World.GOLD);
        end.accepted(World.GOLD);
        side.time.run(side.context.settings().life().maximumAge());
        end.passes(Duration.ofMillis(250));
        assertThat(side.said(Message.Retire.class)).hasSize(3);
        for (var old : side.context.keys().live()) {
            stands(old.id(), KeyStage.GONE);
        }
        end.inUse();
        KeyId first = end.accepted(World.GOLD);
        KeyId second = end.accepted(World.GOLD);

        assertThat(List.of(side.stage(first), side.stage(second))).containsOnly(KeyStage.RECEIVING);
    }

    @Test
    void a_slot_in_which_the_Enc_Dec_has_a_key_of_others_is_not_given() {
        end.inUse();
        encDec.has(new KeyId("0123456789abcdef0123456789abcdef"), new Slot(1), false);
        end.passes(SECOND.multipliedBy(2));

        assertThat(end.slot(end.accepted(World.GOLD))).isEqualTo(new Slot(2));
    }

    @Test
    void a_slot_that_was_just_left_is_given_last() {
        end.inUse();
        KeyId next = end.accepted(World.GOLD);
        side.on(end.channel()::rekey);
        end.isSentUnder(next);

        assertThat(end.slot(end.accepted(World.GOLD))).isEqualTo(new Slot(2));
    }

    @Test
    void a_responder_that_took_long_to_accept_a_key_is_no_trouble_any_more() {
        end.inUse();
        KeyId busy = side.confirmed();
        side.on(() -> {});
        for (int i = 0; i < 17; i++) {
            end.hearsNo(busy, ReasonCode.BUSY);
            end.passes(SECOND);
        }
        assertThat(side.codes()).containsExactly(ReasonCode.BUSY);
        end.isAccepted(busy);
        assertThat(side.codes()).isEmpty();

        KeyId silent = side.confirmed();
        side.on(() -> {});
        end.passes(SECOND.multipliedBy(16));
        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
        end.isAccepted(silent);
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void a_refusal_of_a_key_that_it_accepted_does_not_count_for_the_one_it_is_asked_about() {
        end.inUse();
        KeyId accepted = end.accepted(World.GOLD);
        KeyId asked = side.confirmed();
        side.on(() -> {});
        end.hearsNo(asked, ReasonCode.BUSY);
        end.passes(SECOND.multipliedBy(16));
        end.hearsNo(accepted, ReasonCode.BUSY);

        assertThat(side.codes()).doesNotContain(ReasonCode.BUSY);
    }

    @Test
    void a_key_that_goes_while_the_Enc_Dec_takes_it_is_not_asked_about() {
        side.holdsCalls();
        KeyId key = side.confirmed();
        side.on(() -> {});
        side.on(() -> end.channel().discard(key, "planted"));
        side.doesCalls();

        assertThat(side.said(Message.InstallReceive.class)).isEmpty();
        assertThat(side.said(Message.Retire.class)).isEmpty();
        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        assertThat(encDec.holds(key)).isFalse();
    }

    private void stands(KeyId key, KeyStage there) {
        side.on(() ->
                side.context.keys().find(key).ifPresent(found -> end.channel().stands(found, there)));
    }
}
