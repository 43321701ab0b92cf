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
import org.openmfs.agent.protocol.RetireCause;

/** How the initiator's end of a channel takes keys from the stock, sends under them, and removes them. */
final class LeadingKeysTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoneChannel end = new LoneChannel(Role.INITIATOR).started();
    private final OneSide side = end.side;
    private final PlainEncDec encDec = end.encDec;

    @Test
    void a_key_of_the_stock_is_accepted_here_then_there_then_sent_under_here_then_there() {
        assertThat(end.channel().needsKey()).isTrue();
        KeyId key = side.confirmed();
        side.on(() -> {});
        assertThat(encDec.calls()).containsExactly("prepare 0");
        assertThat(side.said()).containsExactly(new Message.InstallReceive(side.context.id(), key, new Slot(0)));
        assertThat(end.channel().working()).isTrue();

        end.isAccepted(key);
        assertThat(encDec.calls()).containsExactly("switch 0");
        assertThat(side.stage(key)).isEqualTo(KeyStage.SENDING);
        assertThat(side.said()).containsExactly(new Message.SwitchTransmit(side.context.id(), key));
        assertThat(side.told(AssociationEvent.KeyInstalled.class)).hasSize(1);
        assertThat(side.report().counters().rekeys()).isEqualTo(1);
        assertThat(end.channel().needsKey()).isFalse();

        end.isSentUnder(key);
        assertThat(end.channel().working()).isFalse();
        assertThat(side.said()).isEmpty();
    }

    @Test
    void an_answer_about_another_slot_or_another_key_is_no_answer() {
        KeyId key = side.confirmed();
        KeyId other = side.confirmed();
        side.on(() -> {});
        end.hears(new Message.ReceiveInstalled(side.context.id(), key, new Slot(1)));
        end.hears(new Message.ReceiveInstalled(side.context.id(), other, new Slot(0)));
        assertThat(encDec.sending()).isEmpty();

        end.isAccepted(key);
        end.hears(new Message.TransmitSwitched(side.context.id(), other));
        end.passes(SECOND.multipliedBy(10));
        assertThat(side.said(Message.SwitchTransmit.class)).hasSizeGreaterThan(2);
    }

    @Test
    void keys_are_accepted_ahead_until_two_slots_are_left_and_take_turns_at_the_slots() {
        KeyId first = end.inUse();
        encDec.calls();
        KeyId second = end.accepted(World.GOLD);
        KeyId third = end.accepted(World.GOLD);
        KeyId fourth = side.confirmed();
        side.on(() -> {});

        assertThat(encDec.calls()).containsExactly("prepare 1", "prepare 2");
        assertThat(List.of(side.stage(second), side.stage(third), side.stage(fourth)))
                .containsExactly(KeyStage.RECEIVING, KeyStage.RECEIVING, KeyStage.CONFIRMED);

        side.on(() -> end.channel().rekey());
        assertThat(encDec.sending()).contains(second);
        end.isSentUnder(second);
        assertThat(encDec.holds(first)).isFalse();
        assertThat(end.slot(fourth)).isEqualTo(new Slot(3));
    }

    @Test
    void the_key_before_goes_here_and_then_there_when_the_responder_follows() {
        KeyId old = end.inUse();
        KeyId next = replaced(old);
        end.hears(new Message.TransmitSwitched(side.context.id(), next));
        assertThat(end.channel().settling()).isTrue();
        encDec.saw(next, 1, 0);
        side.said();
        encDec.calls();

        end.passes(Duration.ofMillis(500));
        assertThat(encDec.holds(old)).isTrue();
        end.passes(Duration.ofMillis(500));
        assertThat(encDec.calls()).containsExactly("retire 0");
        assertThat(side.said(Message.Retire.class))
                .containsExactly(new Message.Retire(side.context.id(), old, RetireCause.OTHER, "replaced by " + next));
        assertThat(side.told(AssociationEvent.KeyRetired.class)).hasSize(1);
        assertThat(side.stage(old)).isEqualTo(KeyStage.GONE);
        assertThat(side.context.keys().find(old)).isPresent();

        stands(old, KeyStage.GONE);
        assertThat(side.context.keys().find(old)).isEmpty();
        assertThat(end.channel().working()).isFalse();
    }

    @Test
    void where_the_responder_sends_nothing_it_goes_after_three_seconds() {
        KeyId old = end.inUse();
        KeyId next = replaced(old);
        end.hears(new Message.TransmitSwitched(side.context.id(), next));

        end.passes(Duration.ofMillis(2750));
        assertThat(encDec.holds(old)).isTrue();
        end.passes(Duration.ofMillis(500));
        assertThat(encDec.holds(old)).isFalse();
    }

    @Test
    void frames_under_the_new_key_say_as_much_as_the_responder_s_message() {
        KeyId old = end.inUse();
        KeyId next = replaced(old);
        encDec.saw(next, 1, 0);
        end.passes(SECOND.multipliedBy(5));

        assertThat(encDec.holds(old)).isFalse();
    }

    @Test
    void what_the_responder_does_not_answer_is_said_again_ever_less_often_and_at_once_when_the_link_is_back() {
        KeyId key = side.confirmed();
        side.on(() -> {});
        side.said();
        end.passes(Duration.ofMillis(3500));
        assertThat(side.said(Message.InstallReceive.class)).hasSize(3);
        side.on(() -> end.channel().linkIsUp());
        assertThat(side.said(Message.InstallReceive.class)).hasSize(1);

        end.isAccepted(key);
        side.said();
        end.passes(Duration.ofMillis(500));
        assertThat(side.said(Message.SwitchTransmit.class)).hasSize(1);
        side.on(() -> end.channel().linkIsUp());
        assertThat(side.said(Message.SwitchTransmit.class)).hasSize(1);

        KeyId next = end.accepted(World.GOLD);
        end.hears(new Message.TransmitSwitched(side.context.id(), key));
        end.passes(SECOND.multipliedBy(4));
        side.on(() -> end.channel().discard(next, "planted"));
        assertThat(side.said(Message.Retire.class)).hasSize(1);
        side.on(() -> end.channel().linkIsUp());
        assertThat(side.said(Message.Retire.class)).hasSize(1);
        end.passes(Duration.ofMillis(500));
        assertThat(side.said(Message.Retire.class)).hasSize(1);
    }

    @Test
    void a_responder_that_never_accepts_a_key_gets_another_one_and_is_told_of() {
        KeyId key = side.confirmed();
        side.on(() -> {});
        end.passes(Duration.ofSeconds(16));
        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
        end.passes(Duration.ofSeconds(103));
        assertThat(side.stage(key)).isEqualTo(KeyStage.RECEIVING);

        end.passes(SECOND.multipliedBy(2));
        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        assertThat(side.told(AssociationEvent.RekeyFailed.class))
                .extracting(AssociationEvent.RekeyFailed::text)
                .containsExactly("the responder does not answer InstallReceive");
    }

    @Test
    void a_key_that_the_Enc_Dec_does_not_take_is_given_up_after_three_failures_or_a_lasting_one() {
        encDec.fails("prepare", new EncDecFailure("busy"), 2);
        KeyId late = side.confirmed();
        side.on(() -> {});
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        end.passes(SECOND.multipliedBy(5));
        assertThat(side.stage(late)).isEqualTo(KeyStage.RECEIVING);
        assertThat(side.codes()).isEmpty();
        side.on(() -> end.channel().discard(late, "planted"));
        stands(late, KeyStage.GONE);

        encDec.fails("prepare", EncDecFailure.lasting("never"), 1);
        KeyId never = side.confirmed();
        side.on(() -> {});
        assertThat(side.stage(never)).isEqualTo(KeyStage.GONE);
        stands(never, KeyStage.GONE);

        encDec.fails("prepare", new EncDecFailure("busy"), 3);
        KeyId busy = side.confirmed();
        side.on(() -> {});
        end.passes(SECOND.multipliedBy(5));
        assertThat(side.stage(busy)).isEqualTo(KeyStage.GONE);
        assertThat(side.told(AssociationEvent.RekeyFailed.class)).hasSize(2);
    }

    @Test
    void a_key_that_the_Enc_Dec_does_not_send_under_is_given_up() {
        KeyId key = side.confirmed();
        side.on(() -> {});
        encDec.fails("switch", EncDecFailure.lasting("never"), 1);
        end.isAccepted(key);

        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        assertThat(encDec.calls()).containsExactly("prepare 0", "switch 0", "retire 0");
    }

    @Test
    void one_that_it_sends_under_all_the_same_is_replaced_by_the_next() {
        KeyId key = side.confirmed();
        side.on(() -> {});
        encDec.fails("switch", EncDecFailure.lasting("no answer"), 1);
        encDec.sends(Optional.of(key));
        end.isAccepted(key);
        assertThat(side.stage(key)).isEqualTo(KeyStage.SENDING);
        assertThat(side.said(Message.SwitchTransmit.class)).hasSize(1);
        assertThat(end.channel().needsKey()).isFalse();
        end.isSentUnder(key);

        KeyId next = end.accepted(World.GOLD);
        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void a_key_that_the_Enc_Dec_does_not_give_back_is_asked_for_again_and_destroyed_only_then() {
        KeyId key = end.accepted(World.GOLD);
        KeyId next = end.accepted(World.GOLD);
        encDec.fails("retire", new EncDecFailure("busy"), 1);
        side.on(() -> end.channel().discard(next, "planted"));
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        assertThat(side.said(Message.Retire.class)).isEmpty();
        assertThat(end.channel().working()).isTrue();

        end.passes(Duration.ofMillis(250));
        assertThat(side.said(Message.Retire.class))
                .containsExactly(new Message.Retire(side.context.id(), next, RetireCause.OTHER, "planted"));
        assertThat(encDec.sending()).contains(key);
    }

    @Test
    void where_there_is_one_slot_the_key_in_use_goes_for_the_next_if_the_peer_is_there() {
        encDec.be(PlainEncDec.profile(1), new Traits(Traits.Proof.NOTHING, false, Duration.ZERO));
        KeyId used = end.inUse();
        KeyId next = side.confirmed();
        end.peerIsThere(false);
        side.on(() -> end.channel().rekey());
        assertThat(encDec.sending()).contains(used);

        end.peerIsThere(true);
        side.on(() -> {});
        assertThat(encDec.holds(used)).isFalse();
        stands(used, KeyStage.GONE);
        side.on(() -> {});
        end.isAccepted(next);
        assertThat(encDec.sending()).contains(next);
    }

    @Test
    void where_replaced_keys_have_all_slots_one_that_the_responder_left_makes_room() {
        encDec.be(PlainEncDec.profile(2), Traits.OF_FRAMES);
        KeyId old = end.inUse();
        KeyId used = replaced(old);
        side.confirmed();
        side.on(() -> end.channel().rekey());
        end.passes(Duration.ofSeconds(16));
        stands(old, KeyStage.SENDING);
        end.passes(SECOND);
        assertThat(encDec.holds(old)).isTrue();

        stands(old, KeyStage.REPLACED);
        end.passes(SECOND);
        assertThat(encDec.holds(old)).isFalse();
        assertThat(encDec.sending()).contains(used);
    }

    @Test
    void that_the_responder_left_it_is_remembered_until_the_room_is_needed() {
        encDec.be(PlainEncDec.profile(2), Traits.OF_FRAMES);
        KeyId old = end.inUse();
        replaced(old);
        stands(old, KeyStage.REPLACED);
        end.passes(Duration.ofSeconds(16));
        assertThat(encDec.holds(old)).isTrue();
        side.confirmed();
        side.on(() -> end.channel().rekey());
        end.passes(SECOND);

        assertThat(encDec.holds(old)).isFalse();
    }

    private KeyId replaced(KeyId old) {
        KeyId next = end.accepted(World.GOLD);
        side.on(() -> end.channel().rekey());
        assertThat(side.stage(old)).isEqualTo(KeyStage.REPLACED);
        assertThat(encDec.sending()).contains(next);
        return next;
    }

    private void stands(KeyId key, KeyStage there) {
        side.on(() ->
                side.context.keys().find(key).ifPresent(found -> end.channel().stands(found, there)));
    }
}
