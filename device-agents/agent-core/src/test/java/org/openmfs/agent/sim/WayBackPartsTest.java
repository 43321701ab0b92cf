package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.association.WhenNotProved;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;

/** A way back to the key before, as single parts of an end see it. */
final class WayBackPartsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final KeyLife GOING_BACK = new KeyLife(
            MINUTE, 1L << 50, MINUTE.multipliedBy(10), 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE, WhenNotProved.GO_BACK);

    /** Both ends of a channel have begun to send under a key, in the place of one under which frames came until then. */
    private record Trial(LoneChannel end, KeyId before, KeyId tried) {
        static Trial begun() {
            LoneChannel end = new LoneChannel(Role.INITIATOR).started();
            end.side.life(GOING_BACK);
            KeyId before = end.inUse();
            end.passes(MINUTE);
            end.encDec.saw(before, 10, 10);
            end.passes(SECOND.multipliedBy(2));
            KeyId tried = end.accepted(World.GOLD);
            end.hears(new Message.TransmitSwitched(end.side.context.id(), tried));
            return new Trial(end, before, tried);
        }

        /** Frames are sent under it for long enough, and none come. */
        void isInVain() {
            for (int i = 0; i < 8; i++) {
                end.encDec.saw(tried, 0, 10);
                end.passes(SECOND);
            }
        }
    }

    /** The order to go back and the responder's word of before crossed. */
    @Test
    void a_key_that_frames_are_sent_under_again_is_not_lost_where_the_responder_says_that_it_was_replaced() {
        LoneStock lone = new LoneStock();
        OneSide side = lone.side;
        KeyId before = sentUnder(side, 0);
        side.context.keys().switchedTo(before, true);
        KeyId tried = sentUnder(side, 1);
        side.context.keys().switchedTo(tried, true);
        side.context.keys().goBack(before, tried, "nothing came");

        side.on(() -> lone.stock.lostIfUseless(side.context.keys().find(before).orElseThrow(), KeyStage.REPLACED));
        lone.upkeep();

        assertThat(lone.offers()).hasSize(1);
    }

    private static KeyId sentUnder(OneSide side, int slot) {
        KeyId key = side.confirmed();
        side.context.keys().place(key, new Slot(slot), slot);
        side.context.keys().move(key, KeyStage.RECEIVING, "installed");
        side.context.keys().move(key, KeyStage.SENDING, "accepted at both ends");
        return key;
    }

    @Test
    void when_the_next_key_is_due_after_a_way_back_is_told_as_a_time_to_come() {
        Trial trial = Trial.begun();
        trial.isInVain();
        LoneChannel end = trial.end();
        assertThat(end.encDec.sending()).isEqualTo(Optional.of(trial.before()));

        assertThat(end.channel().nextRekey())
                .hasValueSatisfying(next -> assertThat(next)
                        .isBetween(
                                end.side.context.now().plus(SECOND.multipliedBy(30)),
                                end.side.context.now().plus(MINUTE)));
    }

    @Test
    void that_a_key_was_gone_back_to_is_told_until_frames_come_under_another_one() {
        Trial trial = Trial.begun();
        trial.isInVain();
        LoneChannel end = trial.end();
        end.hears(new Message.TransmitSwitched(end.side.context.id(), trial.before(), Optional.of(trial.tried())));
        end.passes(MINUTE);

        KeyId next = end.accepted(World.GOLD);
        end.hears(new Message.TransmitSwitched(end.side.context.id(), next));
        end.passes(SECOND.multipliedBy(3));
        assertThat(end.encDec.sending()).contains(next);
        assertThat(end.side.codes()).contains(ReasonCode.NOT_PROVED);

        end.encDec.saw(next, 1, 1);
        end.passes(SECOND.multipliedBy(2));
        assertThat(end.side.codes()).doesNotContain(ReasonCode.NOT_PROVED);
    }

    @Test
    void a_key_that_could_not_be_gone_back_to_is_accepted_until_the_responder_has_left_it() {
        Trial trial = Trial.begun();
        LoneChannel end = trial.end();
        KeyId before = trial.before();
        end.encDec.fails("switch", EncDecFailure.lasting("never"), 1);
        for (int i = 0; i < 20; i++) {
            end.encDec.saw(trial.tried(), 0, 10);
            end.encDec.saw(before, 10, 0);
            end.passes(SECOND);
        }
        assertThat(end.encDec.sending()).contains(trial.tried());
        assertThat(end.side.told(AssociationEvent.RekeyFailed.class))
                .extracting(AssociationEvent.RekeyFailed::text)
                .contains("never");
        assertThat(end.encDec.accepts(before)).isTrue();

        KeyId next = end.accepted(World.GOLD);
        assertThat(end.encDec.sending()).contains(next);
        end.isSentUnder(next);
        end.passes(SECOND.multipliedBy(8));
        assertThat(end.encDec.holds(before)).isFalse();
    }

    @Test
    void a_key_that_the_responder_says_it_has_destroyed_is_not_gone_back_to() {
        Trial trial = Trial.begun();
        LoneChannel end = trial.end();
        OneSide side = end.side;
        side.on(() ->
                end.channel().stands(side.context.keys().find(trial.before()).orElseThrow(), KeyStage.GONE));
        trial.isInVain();

        assertThat(end.encDec.sending()).contains(trial.tried());
    }

    /** Its last frames are on their way, and it goes when the initiator asks. */
    @Test
    void a_key_that_the_responder_followed_to_stays_however_often_it_hears_that_it_was_tried_in_vain() {
        LoneChannel end = new LoneChannel(Role.RESPONDER).started();
        end.side.life(GOING_BACK);
        KeyId before = end.followed(0);
        end.encDec.saw(before, 10, 10);
        end.passes(SECOND.multipliedBy(3));
        KeyId tried = end.followed(1);
        for (int i = 0; i < 10; i++) {
            end.hears(new Message.SwitchTransmit(end.side.context.id(), before, Optional.of(tried)));
            end.passes(SECOND);
        }

        assertThat(end.encDec.sending()).contains(before);
        assertThat(end.encDec.accepts(tried)).isTrue();
    }

    /** It may have been given before this CF was started. */
    @Test
    void a_responder_says_that_it_went_back_when_no_order_of_before_can_be_carried_out_any_more() {
        LoneChannel end = new LoneChannel(Role.RESPONDER).started();
        end.side.life(GOING_BACK);
        KeyId before = end.followed(0);
        end.encDec.saw(before, 10, 10);
        end.passes(SECOND.multipliedBy(3));
        KeyId tried = end.followed(1);
        Message order = new Message.SwitchTransmit(end.side.context.id(), before, Optional.of(tried));
        Message.TransmitSwitched done = new Message.TransmitSwitched(end.side.context.id(), before, Optional.of(tried));
        end.hears(order);
        assertThat(end.encDec.sending()).contains(before);
        assertThat(end.side.said(Message.TransmitSwitched.class)).doesNotContain(done);

        end.passes(SECOND.multipliedBy(15));
        assertThat(end.side.said(Message.TransmitSwitched.class)).containsOnlyOnce(done);
    }

    @Test
    void a_key_that_the_responder_s_operator_had_replaced_stays_until_the_initiator_has_no_use_for_it() {
        LoneChannel end = new LoneChannel(Role.RESPONDER).started();
        end.side.life(GOING_BACK);
        KeyId before = end.followed(0);
        end.side.on(() -> end.channel().rekey());
        KeyId next = end.followed(1);
        end.encDec.saw(next, 10, 10);
        end.passes(SECOND.multipliedBy(30));
        assertThat(end.encDec.holds(before)).isTrue();
        assertThat(end.side.context.keys().find(before).orElseThrow().state()).isEqualTo(KeyState.DEACTIVATED);

        end.hears(new Message.Retire(end.side.context.id(), before, RetireCause.OTHER, "planted"));
        end.passes(SECOND.multipliedBy(3));
        assertThat(end.encDec.holds(before)).isFalse();
    }

    /** Within the time that a key is tried for it is looked at once or not at all. */
    @ParameterizedTest
    @CsvSource({"0, SUSPENDED", "2500, SUSPENDED", "2501, DEACTIVATED", "5000, DEACTIVATED"})
    void no_key_is_kept_to_go_back_to_where_the_Enc_Dec_may_be_looked_at_too_seldom(long pace, KeyState state) {
        LoneChannel end = new LoneChannel(Role.INITIATOR);
        end.encDec.be(end.encDec.profile(), new Traits(Traits.Proof.FRAMES, true, Duration.ofMillis(pace)));
        end.started();
        end.side.life(GOING_BACK);
        KeyId before = end.inUse();
        end.passes(MINUTE);

        end.accepted(World.GOLD);

        assertThat(end.side.context.keys().find(before).orElseThrow().state()).isEqualTo(state);
    }
}
