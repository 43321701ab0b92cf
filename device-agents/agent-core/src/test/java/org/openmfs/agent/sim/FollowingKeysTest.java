package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;

/** How keys leave the responder's end of a channel, and how it says that some must. */
final class FollowingKeysTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoneChannel end = new LoneChannel(Role.RESPONDER).started();
    private final OneSide side = end.side;
    private final PlainEncDec encDec = end.encDec;

    @Test
    void the_key_before_goes_when_the_initiator_was_seen_under_the_new_one_and_left_the_old() {
        KeyId old = end.followed(0);
        KeyId next = end.followed(1);
        assertThat(end.channel().settling()).isTrue();
        end.passes(SECOND.multipliedBy(5));
        assertThat(side.stage(old)).isEqualTo(KeyStage.REPLACED);

        encDec.saw(next, 1, 0);
        side.said();
        end.passes(SECOND.multipliedBy(9));
        assertThat(encDec.holds(old)).isTrue();
        end.passes(SECOND.multipliedBy(2));

        assertThat(encDec.holds(old)).isFalse();
        assertThat(side.said(Message.Retired.class)).containsExactly(new Message.Retired(side.context.id(), old));
        assertThat(side.told(AssociationEvent.KeyRetired.class))
                .containsExactly(new AssociationEvent.KeyRetired(side.context.id(), old, "replaced by " + next));
        assertThat(end.channel().settling()).isFalse();
    }

    @Test
    void it_stays_for_a_moment_although_the_new_one_is_seen_and_the_initiator_asks() {
        KeyId old = end.followed(0);
        KeyId next = end.followed(1);
        encDec.saw(next, 1, 0);
        retire(old, RetireCause.OTHER);

        end.passes(Duration.ofMillis(500));
        assertThat(encDec.holds(old)).isTrue();
        end.passes(Duration.ofMillis(500));
        assertThat(encDec.holds(old)).isFalse();
    }

    @Test
    void where_nothing_is_seen_the_key_before_goes_when_the_initiator_asks_for_it() {
        KeyId old = end.followed(0);
        end.followed(1);
        retire(old, RetireCause.OTHER);
        end.passes(SECOND.multipliedBy(2));
        assertThat(encDec.holds(old)).isTrue();

        end.passes(SECOND.plusMillis(500));
        assertThat(encDec.holds(old)).isFalse();
    }

    @Test
    void where_nobody_asks_it_goes_when_it_is_past_its_age() {
        KeyId old = end.followed(0);
        end.followed(1);
        Duration age = side.context.settings().life().maximumAge();
        side.passes(age.minusSeconds(1), () -> {});
        KeyId last = end.followed(2);
        assertThat(side.stage(last)).isEqualTo(KeyStage.SENDING);
        end.passes(SECOND.multipliedBy(3));
        assertThat(encDec.holds(old)).isTrue();

        end.passes(SECOND.multipliedBy(3));
        assertThat(encDec.holds(old)).isFalse();
    }

    @Test
    void a_key_that_is_not_sent_under_goes_when_the_initiator_has_no_use_for_it() {
        KeyId derived = side.derived(World.GOLD);
        KeyId stock = side.confirmed();
        KeyId accepted = end.received(1);
        side.said();

        for (KeyId key : List.of(derived, stock, accepted, accepted)) {
            retire(key, RetireCause.OTHER);
            assertThat(side.said(Message.Retired.class)).containsExactly(new Message.Retired(side.context.id(), key));
            assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        }
        assertThat(encDec.holds(accepted)).isFalse();
        assertThat(encDec.calls()).containsExactly("prepare 1", "retire 1");
        assertThat(side.told(AssociationEvent.KeyRetired.class)).hasSize(3);
    }

    @Test
    void a_key_that_the_Enc_Dec_does_not_give_back_stays_and_is_tried_again_when_it_is_asked_for_again() {
        KeyId key = end.received(1);
        encDec.fails("retire", new EncDecFailure("busy"), 1);
        side.said();
        retire(key, RetireCause.OTHER);
        assertThat(side.said()).isEmpty();
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);

        side.holdsCalls();
        retire(key, RetireCause.OTHER);
        retire(key, RetireCause.OTHER);
        side.doesCalls();
        assertThat(side.said(Message.Retired.class)).hasSize(1);
        assertThat(encDec.calls()).containsExactly("prepare 1", "retire 1", "retire 1");
    }

    @Test
    void traffic_stops_when_the_key_in_use_is_given_up_and_none_is_to_follow() {
        KeyId used = end.followed(0);
        KeyId next = end.received(1);
        retire(used, RetireCause.OTHER);
        assertThat(encDec.sending()).contains(used);

        retire(next, RetireCause.OTHER);
        encDec.calls();
        retire(used, RetireCause.EXPIRED);

        assertThat(encDec.calls()).containsExactly("clear");
        assertThat(side.told(AssociationEvent.TrafficStopped.class))
                .containsExactly(new AssociationEvent.TrafficStopped(
                        side.context.id(), ReasonCode.KEY_EXPIRED, "the initiator stopped traffic: planted"));
        assertThat(side.stage(used)).isEqualTo(KeyStage.GONE);
        assertThat(end.channel().stopped()).isTrue();
    }

    @Test
    void where_the_Enc_Dec_has_one_slot_traffic_stops_when_the_association_is_withdrawn() {
        encDec.be(PlainEncDec.profile(1), new Traits(Traits.Proof.NOTHING, false, Duration.ZERO));
        KeyId key = end.followed(0);
        retire(key, RetireCause.WITHDRAWN);

        assertThat(side.told(AssociationEvent.TrafficStopped.class))
                .extracting(AssociationEvent.TrafficStopped::code)
                .containsExactly(ReasonCode.GIVEN_UP_THERE);
    }

    @Test
    void where_the_initiator_stands_without_a_key_it_goes_here_and_otherwise_it_stays() {
        KeyId kept = end.received(0);
        KeyId gone = end.received(1);
        KeyId unknown = end.received(2);

        stands(kept, KeyStage.CONFIRMED);
        stands(kept, KeyStage.REPLACED);
        stands(gone, KeyStage.GONE);
        stands(unknown, KeyStage.UNKNOWN);

        assertThat(encDec.holds(kept)).isTrue();
        assertThat(encDec.holds(gone) || encDec.holds(unknown)).isFalse();
    }

    @Test
    void what_the_Enc_Dec_lost_is_gone_and_the_initiator_hears_so() {
        KeyId key = end.received(0);
        side.said();
        encDec.loses(key);
        end.passes(SECOND.multipliedBy(3));

        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        assertThat(side.said(Message.Retired.class)).containsExactly(new Message.Retired(side.context.id(), key));
    }

    @Test
    void a_key_of_the_stock_that_is_of_no_worth_goes_and_one_in_the_Enc_Dec_is_refused_until_it_is_replaced() {
        KeyId stock = side.confirmed();
        KeyId used = end.followed(0);
        side.said();
        side.on(() -> end.channel().distrust("planted"));
        assertThat(side.stage(stock)).isEqualTo(KeyStage.GONE);
        assertThat(side.said(Message.Refuse.class)).containsExactly(no(used, "planted"));

        end.passes(Duration.ofSeconds(14));
        assertThat(side.said()).isEmpty();
        end.passes(Duration.ofSeconds(1));
        assertThat(side.said(Message.Refuse.class)).containsExactly(no(used, "planted"));
        side.on(() -> end.channel().linkIsUp());
        assertThat(side.said(Message.Refuse.class)).containsExactly(no(used, "planted"));

        end.followed(1);
        side.said();
        end.passes(Duration.ofMinutes(1));
        assertThat(side.said(Message.Refuse.class)).isEmpty();
    }

    @Test
    void an_operator_who_wants_another_key_is_heard_by_the_initiator() {
        side.on(() -> end.channel().rekey());
        assertThat(side.said()).isEmpty();
        KeyId used = end.followed(0);
        side.said();
        side.on(() -> end.channel().rekey());
        assertThat(side.said(Message.Refuse.class)).containsExactly(no(used, "the operator wants another key"));
        side.on(() -> end.channel().discard(KeyId.random(new java.util.Random(1)), "unknown"));
        assertThat(side.said()).isEmpty();
    }

    @Test
    void keys_that_new_settings_forbid_are_refused_once_and_when_the_link_is_back() {
        KeyId used = end.followed(0);
        KeyId next = end.received(1);
        side.said();
        side.on(() -> end.channel().reconfigured());
        assertThat(side.said()).isEmpty();

        side.settings(List.of(World.SILVER));
        side.on(() -> end.channel().reconfigured());
        assertThat(side.said(Message.Refuse.class))
                .extracting(Message.Refuse::key)
                .containsExactly(used, next);
        side.on(() -> end.channel().linkIsUp());
        assertThat(side.refused()).containsExactly(ReasonCode.BELOW_FLOOR, ReasonCode.BELOW_FLOOR);
    }

    @Test
    void a_key_that_the_Enc_Dec_does_not_send_under_any_more_is_refused_until_another_follows() {
        KeyId used = end.followed(0);
        side.said();
        encDec.sends(Optional.empty());
        end.passes(SECOND.multipliedBy(4));

        assertThat(side.said(Message.Refuse.class))
                .extracting(Message.Refuse::key)
                .containsExactly(used);
        assertThat(side.codes()).contains(ReasonCode.ENC_DEC_FAILED);
    }

    @Test
    void after_a_restart_keys_that_the_Enc_Dec_does_not_hold_where_the_journal_says_are_gone_at_once() {
        LoneChannel again = new LoneChannel(Role.RESPONDER);
        KeyId lost = placed(again, 0, KeyStage.RECEIVING);
        KeyId elsewhere = placed(again, 1, KeyStage.SENDING);
        KeyId old = placed(again, 2, KeyStage.REPLACED);
        KeyId held = placed(again, 3, KeyStage.RECEIVING);
        KeyId begun = placed(again, 1, KeyStage.CONFIRMED);
        KeyId stock = again.side.confirmed();
        again.encDec.has(elsewhere, new Slot(0), false);
        again.encDec.has(held, new Slot(3), false);
        again.side.on(again.channel()::start);

        assertThat(List.of(again.side.stage(lost), again.side.stage(elsewhere), again.side.stage(old)))
                .containsOnly(KeyStage.GONE);
        assertThat(again.side.stage(held)).isEqualTo(KeyStage.RECEIVING);
        assertThat(List.of(again.side.stage(stock), again.side.stage(begun))).containsOnly(KeyStage.CONFIRMED);
        assertThat(again.encDec.calls()).containsExactly("retire 0");
        assertThat(again.starts()).isEqualTo(1);
    }

    @Test
    void after_a_restart_frames_under_the_next_key_are_followed_at_once_but_not_while_traffic_is_stopped() {
        LoneChannel again = new LoneChannel(Role.RESPONDER);
        KeyId next = placed(again, 1, KeyStage.RECEIVING);
        again.encDec.has(next, new Slot(1), false);
        again.encDec.saw(next, 1, 0);
        again.side.on(again.channel()::start);
        assertThat(again.encDec.sending()).contains(next);

        LoneChannel late = new LoneChannel(Role.RESPONDER);
        KeyId used = placed(late, 0, KeyStage.SENDING);
        KeyId seen = placed(late, 1, KeyStage.RECEIVING);
        late.encDec.has(used, new Slot(0), true);
        late.encDec.has(seen, new Slot(1), false);
        late.encDec.saw(seen, 1, 0);
        late.side.holdsCalls();
        late.side.on(late.channel()::start);
        late.side.passes(late.side.context.settings().life().maximumAge(), () -> {});
        late.passes(SECOND);
        late.side.doesCalls();
        assertThat(late.encDec.calls()).containsExactly("clear");
        assertThat(late.side.registry.installedEver(late.side.context.id())).isEqualTo(1);
    }

    private static KeyId placed(LoneChannel of, int slot, KeyStage stage) {
        KeyId key = of.side.confirmed();
        of.side.context.keys().place(key, new Slot(slot), 0);
        if (stage != KeyStage.CONFIRMED) {
            of.side.context.keys().move(key, stage, "planted");
        }
        return key;
    }

    @Test
    void where_traffic_stops_without_a_key_it_stops_when_the_key_is_due_and_none_is_ready() {
        side.life(new KeyLife(Duration.ofMinutes(1), 1L << 50, Duration.ofHours(1), 2, WhenKeysEnd.STOP_TRAFFIC));
        KeyId used = end.followed(0);
        KeyId next = end.received(1);
        end.passes(Duration.ofMinutes(2));
        assertThat(encDec.sending()).contains(used);

        retire(next, RetireCause.OTHER);
        end.passes(SECOND);
        assertThat(encDec.sending()).isEmpty();
    }

    @Test
    void a_key_that_is_still_sent_under_is_due_although_another_was_ordered() {
        side.life(new KeyLife(Duration.ofMinutes(1), 1L << 50, Duration.ofHours(1), 2, WhenKeysEnd.STOP_TRAFFIC));
        end.followed(0);
        KeyId next = end.received(1);
        end.passes(SECOND.multipliedBy(50));
        side.holdsCalls();
        end.hears(new Message.SwitchTransmit(side.context.id(), next));
        end.passes(SECOND.multipliedBy(25));
        assertThat(end.channel().stopped()).isFalse();

        end.passes(SECOND);
        assertThat(end.channel().stopped()).isTrue();
    }

    @Test
    void while_the_Enc_Dec_is_told_to_send_under_another_key_nobody_misses_the_one_before() {
        end.followed(0);
        KeyId next = end.received(1);
        side.holdsCalls();
        end.passes(SECOND.multipliedBy(3));
        end.hears(new Message.SwitchTransmit(side.context.id(), next));
        encDec.sends(Optional.empty());
        side.doesCalls();

        assertThat(side.refused()).isEmpty();
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void it_says_that_it_is_supplied_with_a_key_that_is_not_used_yet_and_never_asks_for_one() {
        assertThat(end.channel().needsKey()).isFalse();
        assertThat(end.channel().working()).isFalse();
    }

    @Test
    void while_it_only_takes_another_key_the_one_before_is_missed() {
        KeyId used = end.followed(0);
        side.holdsCalls();
        end.passes(SECOND.multipliedBy(3));
        end.received(1);
        side.said();
        encDec.sends(Optional.empty());
        side.doesCalls(1);

        assertThat(side.said(Message.Refuse.class))
                .extracting(Message.Refuse::key)
                .containsExactly(used);
        side.doesCalls();
    }

    private void retire(KeyId key, RetireCause cause) {
        end.hears(new Message.Retire(side.context.id(), key, cause, "planted"));
    }

    private void stands(KeyId key, KeyStage there) {
        side.on(() ->
                side.context.keys().find(key).ifPresent(found -> end.channel().stands(found, there)));
    }

    private Message.Refuse no(KeyId key, String why) {
        return new Message.Refuse(side.context.id(), key, ReasonCode.BELOW_FLOOR, why);
    }
}
