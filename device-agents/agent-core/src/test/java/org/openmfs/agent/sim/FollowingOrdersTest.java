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

/** What the responder's end of a channel does when it is told to accept, and to send under, a key. */
final class FollowingOrdersTest {
    private final LoneChannel end = new LoneChannel(Role.RESPONDER).started();
    private final OneSide side = end.side;
    private final PlainEncDec encDec = end.encDec;

    @Test
    void a_key_is_accepted_in_the_slot_that_was_ordered_and_that_is_said_as_often_as_it_is_ordered() {
        KeyId key = end.received(2);

        assertThat(encDec.calls()).containsExactly("prepare 2");
        assertThat(side.stage(key)).isEqualTo(KeyStage.RECEIVING);
        assertThat(side.said(Message.ReceiveInstalled.class)).containsExactly(installed(key, 2));

        install(key, 2);
        assertThat(side.said(Message.ReceiveInstalled.class)).containsExactly(installed(key, 2));
        assertThat(encDec.calls()).isEmpty();
    }

    @Test
    void a_key_that_has_a_slot_is_not_accepted_in_another_one() {
        KeyId key = end.received(2);

        install(key, 1);
        assertThat(side.refused()).containsExactly(ReasonCode.SLOT_IN_USE);

        order(key);
        install(key, 1);
        assertThat(side.refused()).containsExactly(ReasonCode.SLOT_IN_USE);
    }

    @Test
    void nor_while_the_Enc_Dec_is_still_busy_with_the_first_order() {
        side.holdsCalls();
        KeyId key = end.received(2);

        install(key, 1);
        assertThat(side.refused()).containsExactly(ReasonCode.SLOT_IN_USE);
        install(key, 2);
        install(key, 2);
        side.doesCalls();

        assertThat(encDec.calls()).containsExactly("prepare 2");
        assertThat(side.said(Message.ReceiveInstalled.class)).containsExactly(installed(key, 2));
    }

    @Test
    void a_key_that_the_initiator_tried_in_vain_goes_when_its_last_frames_are_here() {
        KeyId before = end.followed(0);
        KeyId tried = end.received(1);
        encDec.calls();
        back(before, tried);
        end.passes(Duration.ofSeconds(1));
        assertThat(side.stage(tried)).isEqualTo(KeyStage.RECEIVING);

        end.passes(side.context.pace().settle().plusSeconds(1));

        assertThat(side.stage(tried)).isEqualTo(KeyStage.GONE);
        assertThat(encDec.sending()).contains(before);
    }

    @Test
    void a_key_that_could_not_be_switched_to_makes_room_for_the_one_before_which_counts_once_it_is_switched_to() {
        KeyId before = end.followed(0);
        KeyId tried = end.received(1);
        encDec.fails("switch", new EncDecFailure("busy"), 1);
        order(tried);
        assertThat(side.refused()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        side.holdsCalls();

        back(before, tried);
        back(before, tried);

        assertThat(side.stage(tried)).isEqualTo(KeyStage.REPLACED);
        assertThat(side.said(Message.TransmitSwitched.class)).isEmpty();
        side.doesCalls();
        assertThat(encDec.sending()).contains(before);
        assertThat(side.said(Message.TransmitSwitched.class))
                .as("the Enc/Dec may switch to the other one late")
                .isEmpty();

        end.passes(side.context.pace().patience());
        assertThat(side.said(Message.TransmitSwitched.class))
                .containsExactly(new Message.TransmitSwitched(side.context.id(), before, Optional.of(tried)));
    }

    private void back(KeyId to, KeyId from) {
        end.hears(new Message.SwitchTransmit(side.context.id(), to, Optional.of(from)));
    }

    @Test
    void a_slot_that_the_Enc_Dec_does_not_have_is_refused() {
        end.received(3);
        assertThat(side.refused()).isEmpty();

        end.received(4);
        assertThat(side.refused()).containsExactly(ReasonCode.ENC_DEC_DIFFERS);
    }

    @Test
    void a_slot_that_another_key_has_is_refused_and_the_initiator_is_asked_about_the_keys_in_its_way() {
        KeyId first = end.received(0);
        KeyId stock = side.confirmed();
        side.said();

        KeyId second = end.received(0);

        List<Message> said = side.said();
        assertThat(said).hasSize(2);
        assertThat(said.getFirst())
                .isInstanceOfSatisfying(
                        Message.Refuse.class, no -> assertThat(no.reason()).isEqualTo(ReasonCode.SLOT_IN_USE));
        assertThat(said.getLast()).isEqualTo(new Message.Query(side.context.id(), first));
        assertThat(List.of(side.stage(second), side.stage(stock))).containsOnly(KeyStage.CONFIRMED);
    }

    @Test
    void keys_that_are_not_confirmed_or_gone_are_refused() {
        KeyId derived = side.derived(World.GOLD);
        KeyId gone = end.received(1);
        retire(gone);
        side.said();

        for (KeyId key : List.of(derived, gone)) {
            install(key, 0);
            assertThat(side.refused()).containsExactly(ReasonCode.UNKNOWN_KEY);
            order(key);
            assertThat(side.refused()).containsExactly(ReasonCode.UNKNOWN_KEY);
        }
        order(side.confirmed());
        assertThat(side.refused()).containsExactly(ReasonCode.UNKNOWN_KEY);
        assertThat(encDec.holds(derived) || encDec.holds(gone)).isFalse();
    }

    @Test
    void a_key_of_a_forbidden_suite_is_neither_accepted_nor_sent_under() {
        KeyId accepted = end.received(1);
        side.settings(List.of(World.SILVER));
        side.said();

        end.received(0);
        assertThat(side.refused()).containsExactly(ReasonCode.BELOW_FLOOR);
        order(accepted);
        assertThat(side.refused()).containsExactly(ReasonCode.BELOW_FLOOR);
        encDec.saw(accepted, 5, 0);
        end.passes(Duration.ofSeconds(5));

        assertThat(side.stage(accepted)).isEqualTo(KeyStage.RECEIVING);
        assertThat(encDec.sending()).isEmpty();
    }

    @Test
    void a_key_that_the_Enc_Dec_fails_to_take_three_times_is_given_up() {
        encDec.fails("prepare", new EncDecFailure("busy"), 3);
        KeyId key = end.received(0);
        assertThat(side.refused()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        install(key, 0);
        assertThat(side.refused()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);

        install(key, 0);

        List<Message> said = side.said();
        assertThat(said).hasSize(3).last().isEqualTo(new Message.Retired(side.context.id(), key));
        assertThat(((Message.Refuse) said.get(1)).reason()).isEqualTo(ReasonCode.UNKNOWN_KEY);
        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        assertThat(encDec.calls()).endsWith("retire 0");
    }

    @Test
    void a_key_that_the_Enc_Dec_refuses_for_good_is_given_up_at_once_and_one_that_it_takes_later_is_not() {
        encDec.fails("prepare", new EncDecFailure("busy"), 1);
        KeyId later = end.received(0);
        install(later, 0);
        assertThat(side.stage(later)).isEqualTo(KeyStage.RECEIVING);
        assertThat(side.codes()).isEmpty();

        encDec.fails("prepare", EncDecFailure.lasting("never"), 1);
        KeyId never = end.received(1);
        assertThat(side.stage(never)).isEqualTo(KeyStage.GONE);
    }

    @Test
    void of_a_key_that_goes_while_the_Enc_Dec_takes_it_nothing_is_said() {
        for (KeyStage stage : List.of(KeyStage.GONE, KeyStage.REPLACED)) {
            side.holdsCalls();
            KeyId key = end.received(0);
            side.on(() -> side.context.keys().move(key, stage, "planted"));
            side.doesCalls();
        }

        assertThat(side.said()).isEmpty();
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void of_a_key_that_goes_while_the_Enc_Dec_begins_to_send_under_it_nothing_is_said() {
        for (KeyStage stage : List.of(KeyStage.GONE, KeyStage.REPLACED)) {
            KeyId key = end.received(0);
            side.said();
            side.holdsCalls();
            order(key);
            side.on(() -> side.context.keys().move(key, stage, "planted"));
            side.doesCalls();
            assertThat(side.said()).isEmpty();
        }

        assertThat(side.codes()).isEmpty();
        assertThat(side.told(AssociationEvent.KeyInstalled.class)).isEmpty();
    }

    @Test
    void what_is_ordered_is_sent_under_told_and_said_as_often_as_it_is_ordered() {
        side.context.health().raise(ReasonCode.ENC_DEC_FAILED, "before");
        side.context.health().raise(ReasonCode.KEY_EXPIRED, "before");
        side.context.health().raise(ReasonCode.GIVEN_UP_THERE, "before");
        KeyId key = end.followed(1);

        assertThat(encDec.sending()).contains(key);
        assertThat(side.said(Message.TransmitSwitched.class)).containsExactly(switched(key));
        assertThat(side.told(AssociationEvent.KeyInstalled.class))
                .containsExactly(new AssociationEvent.KeyInstalled(side.context.id(), key, World.GOLD.id()));
        assertThat(side.report().counters().rekeys()).isEqualTo(1);
        assertThat(side.codes()).isEmpty();
        encDec.calls();

        order(key);
        assertThat(side.said(Message.TransmitSwitched.class)).containsExactly(switched(key));
        assertThat(encDec.calls()).isEmpty();
    }

    @Test
    void an_order_that_is_repeated_while_it_is_carried_out_is_carried_out_once() {
        KeyId key = end.received(1);
        side.holdsCalls();
        order(key);
        assertThat(end.channel().settling()).isFalse();
        order(key);
        side.doesCalls();

        assertThat(encDec.calls()).containsExactly("prepare 1", "switch 1");
        assertThat(side.said(Message.TransmitSwitched.class)).containsExactly(switched(key));
    }

    @Test
    void an_order_that_waited_until_its_suite_was_forbidden_is_not_carried_out() {
        KeyId key = end.received(1);
        side.holdsCalls();
        order(key);
        side.settings(List.of(World.SILVER));
        side.doesCalls();

        assertThat(encDec.calls()).containsExactly("prepare 1");
        assertThat(encDec.sending()).isEmpty();
        assertThat(side.refused()).containsExactly(ReasonCode.ENC_DEC_FAILED);
    }

    @Test
    void an_order_that_fails_is_refused_and_carried_out_when_it_comes_again() {
        KeyId key = end.received(1);
        encDec.fails("switch", new EncDecFailure("busy"), 1);
        side.said();
        order(key);
        assertThat(side.refused()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);

        side.settings(List.of(World.SILVER));
        order(key);
        assertThat(side.refused()).containsExactly(ReasonCode.BELOW_FLOOR);

        side.settings(List.of(World.GOLD));
        order(key);
        assertThat(side.said(Message.TransmitSwitched.class)).containsExactly(switched(key));
        assertThat(encDec.sending()).contains(key);
    }

    @Test
    void a_late_order_to_send_under_an_earlier_key_is_not_followed() {
        KeyId earlier = end.received(0);
        KeyId later = end.followed(1);
        side.said();

        order(earlier);
        encDec.saw(earlier, 3, 0);
        end.passes(Duration.ofSeconds(3));

        assertThat(side.said(Message.TransmitSwitched.class)).isEmpty();
        assertThat(encDec.sending()).contains(later);
        assertThat(side.stage(earlier)).isEqualTo(KeyStage.RECEIVING);
    }

    @Test
    void frames_under_an_accepted_key_are_followed_like_an_order_and_of_two_keys_the_later() {
        KeyId first = end.received(0);
        KeyId second = end.received(1);
        KeyId silent = end.received(2);
        encDec.saw(first, 1, 0);
        encDec.saw(second, 1, 0);
        side.said();

        end.passes(Duration.ofSeconds(3));

        assertThat(encDec.sending()).contains(second);
        assertThat(side.said(Message.TransmitSwitched.class)).containsExactly(switched(second));
        assertThat(List.of(side.stage(first), side.stage(silent))).containsOnly(KeyStage.RECEIVING);
    }

    @Test
    void frames_that_are_looked_at_while_the_switch_is_carried_out_make_no_second_one() {
        KeyId key = end.received(0);
        side.holdsCalls();
        order(key);
        encDec.saw(key, 1, 0);
        end.passes(Duration.ofSeconds(3));
        side.doesCalls();

        assertThat(encDec.calls()).containsExactly("prepare 0", "switch 0");
    }

    @Test
    void while_traffic_is_stopped_nothing_is_accepted_and_nothing_followed() {
        KeyId used = end.followed(0);
        KeyId next = side.confirmed();
        side.holdsCalls();
        retire(used);
        install(next, 1);
        assertThat(side.refused()).contains(ReasonCode.BUSY);
        side.doesCalls();
        assertThat(encDec.sending()).isEmpty();

        install(next, 1);
        assertThat(side.stage(next)).isEqualTo(KeyStage.RECEIVING);
    }

    @Test
    void where_the_Enc_Dec_has_one_slot_the_key_in_use_goes_for_another_without_a_stop() {
        encDec.be(PlainEncDec.profile(1), new Traits(Traits.Proof.NOTHING, false, Duration.ZERO));
        KeyId key = end.followed(0);
        retire(key);

        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        assertThat(encDec.calls()).endsWith("retire 0");
        assertThat(side.told(AssociationEvent.TrafficStopped.class)).isEmpty();
        assertThat(encDec.sending()).isEqualTo(Optional.empty());
    }

    private void retire(KeyId key) {
        end.hears(new Message.Retire(side.context.id(), key, RetireCause.OTHER, "planted"));
    }

    private void install(KeyId key, int slot) {
        end.hears(new Message.InstallReceive(side.context.id(), key, new Slot(slot)));
    }

    private void order(KeyId key) {
        end.hears(new Message.SwitchTransmit(side.context.id(), key));
    }

    private Message.ReceiveInstalled installed(KeyId key, int slot) {
        return new Message.ReceiveInstalled(side.context.id(), key, new Slot(slot));
    }

    private Message.TransmitSwitched switched(KeyId key) {
        return new Message.TransmitSwitched(side.context.id(), key);
    }
}
