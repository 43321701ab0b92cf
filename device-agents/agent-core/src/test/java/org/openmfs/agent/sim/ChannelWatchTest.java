package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** How a channel looks at its Enc/Dec, has it guarded, and ends. */
final class ChannelWatchTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration AGE = Duration.ofMinutes(50);
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final LoneChannel end = new LoneChannel(Role.INITIATOR).started();
    private final OneSide side = end.side;
    private final PlainEncDec encDec = end.encDec;

    @Test
    void the_Enc_Dec_is_looked_at_every_two_seconds_and_always_while_a_new_key_is_looked_for() {
        int before = encDec.looks();
        end.passes(SECOND.multipliedBy(10));
        assertThat(encDec.looks() - before).isEqualTo(5);

        KeyId key = end.accepted(World.GOLD);
        end.hears(new Message.TransmitSwitched(side.context.id(), key));
        before = encDec.looks();
        end.passes(SECOND);
        assertThat(encDec.looks() - before).isEqualTo(4);
    }

    @Test
    void one_that_may_be_looked_at_seldom_is_looked_at_seldom() {
        encDec.be(PlainEncDec.profile(4), new Traits(Traits.Proof.FRAMES, true, SECOND.multipliedBy(5)));
        KeyId key = end.accepted(World.GOLD);
        end.hears(new Message.TransmitSwitched(side.context.id(), key));
        end.passes(SECOND.multipliedBy(2));
        int before = encDec.looks();
        end.passes(SECOND.multipliedBy(20));

        assertThat(encDec.looks() - before).isEqualTo(4);
    }

    @Test
    void a_look_that_takes_long_is_not_doubled() {
        int before = encDec.looks();
        side.holdsCalls();
        end.passes(SECOND.multipliedBy(20));
        side.doesCalls();

        assertThat(encDec.looks() - before).isEqualTo(1);
    }

    @Test
    void one_that_can_not_be_looked_at_is_told_of_until_it_can() {
        encDec.fails("observe", new EncDecFailure("gone"), 1);
        end.passes(SECOND.multipliedBy(2));
        assertThat(side.report().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.ENC_DEC_FAILED);
            assertThat(reason.text()).isEqualTo("gone");
        });

        end.passes(SECOND.multipliedBy(2));
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void one_that_breaks_is_one_that_failed() {
        encDec.breaksIn("observe");
        end.passes(SECOND.multipliedBy(2));
        assertThat(side.report().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.ENC_DEC_FAILED);
            assertThat(reason.text()).isEqualTo("wire broke; see the log");
        });
        end.passes(SECOND.multipliedBy(2));
        assertThat(side.codes()).isEmpty();

        encDec.breaksIn("prepare");
        KeyId key = side.confirmed();
        side.on(() -> {});
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        end.passes(SECOND.multipliedBy(2));
        assertThat(side.stage(key)).isEqualTo(KeyStage.RECEIVING);
    }

    @Test
    void the_guardian_is_told_how_long_each_key_may_stay_when_keys_come_and_go_and_now_and_then() {
        end.inUse();
        assertThat(encDec.guarded()).containsOnlyKeys(new Slot(0));
        Duration left = encDec.guarded().get(new Slot(0));
        assertThat(left).isBetween(AGE.minusSeconds(10), AGE.plus(GRACE));

        end.passes(AGE.dividedBy(8).plusSeconds(3));
        Duration later = encDec.guarded().get(new Slot(0));
        assertThat(left.minus(later)).isGreaterThan(Duration.ofMinutes(6));

        end.accepted(World.GOLD);
        end.passes(SECOND.multipliedBy(2));
        assertThat(encDec.guarded()).containsOnlyKeys(new Slot(0), new Slot(1));
        assertThat(encDec.guarded().get(new Slot(1))).isBetween(AGE, AGE.plus(GRACE));
    }

    @Test
    void of_a_key_that_is_gone_the_guardian_hears_at_the_next_look() {
        end.inUse();
        KeyId next = end.accepted(World.GOLD);
        side.on(() -> end.channel().rekey());
        end.isSentUnder(next);
        end.passes(SECOND.multipliedBy(2));

        assertThat(encDec.guarded()).containsOnlyKeys(new Slot(1));
    }

    @Test
    void what_the_guardian_is_told_late_is_not_longer_by_the_delay() {
        end.inUse();
        side.on(() -> end.channel().reconfigured());
        side.holdsCalls();
        end.passes(SECOND.multipliedBy(2));
        Duration before = encDec.guarded().get(new Slot(0));
        side.time.run(SECOND.multipliedBy(60));
        side.doesCalls();

        assertThat(before.minus(encDec.guarded().get(new Slot(0)))).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void a_guardian_that_does_not_hear_is_told_again_and_the_reason_with_it() {
        end.inUse();
        side.on(() -> end.channel().reconfigured());
        encDec.fails("guard", new EncDecFailure("no guardian"), 1);
        Duration before = encDec.guarded().get(new Slot(0));
        end.passes(SECOND.multipliedBy(2));
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        assertThat(encDec.guarded().get(new Slot(0))).isEqualTo(before);

        end.passes(SECOND.multipliedBy(2));
        assertThat(encDec.guarded().get(new Slot(0))).isLessThan(before);
        end.passes(SECOND.multipliedBy(2));
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void a_guardian_is_told_before_a_key_is_installed() {
        side.confirmed();
        encDec.fails("guard", new EncDecFailure("no guardian"), 1);
        side.on(() -> {});

        assertThat(encDec.calls()).isEmpty();
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);
        end.passes(SECOND.multipliedBy(2));
        assertThat(encDec.calls()).containsExactly("prepare 0");

        encDec.fails("guard", new EncDecFailure("no guardian"), 1);
        end.isAccepted(side.context.keys().placed().getFirst().id());
        assertThat(encDec.calls()).isEmpty();
        end.passes(SECOND.multipliedBy(2));
        assertThat(encDec.calls()).containsExactly("switch 0");
    }

    @Test
    void at_its_end_the_Enc_Dec_is_cleared_and_unguarded_and_then_it_is_told() {
        end.inUse();
        List<String> told = new ArrayList<>();
        encDec.fails("clear", new EncDecFailure("busy"), 1);
        encDec.calls();
        side.on(() -> end.channel().end(() -> told.add("ended")));
        assertThat(told).isEmpty();
        assertThat(side.codes()).containsExactly(ReasonCode.ENC_DEC_FAILED);

        side.holdsCalls();
        side.on(() -> end.channel().end(() -> told.add("ended")));
        side.on(() -> end.channel().end(() -> told.add("ended")));
        side.doesCalls();
        assertThat(told).containsExactly("ended");
        assertThat(encDec.calls()).containsExactly("clear", "clear");
        assertThat(encDec.guarded()).isEqualTo(Map.of());
    }

    @Test
    void nothing_is_looked_at_when_it_has_ended() {
        KeyId key = end.inUse();
        side.holdsCalls();
        end.passes(SECOND.multipliedBy(3));
        side.on(() -> end.channel().end(() -> {}));
        encDec.loses(key);
        side.doesCalls();
        int looks = encDec.looks();
        end.passes(SECOND.multipliedBy(10));

        assertThat(encDec.looks()).isEqualTo(looks);
        assertThat(side.stage(key)).isEqualTo(KeyStage.SENDING);
    }

    @Test
    void a_look_from_before_traffic_stops_says_nothing_of_the_keys_that_went() {
        KeyId key = end.inUse();
        side.said();
        side.holdsCalls();
        end.passes(SECOND.multipliedBy(3));
        side.passes(side.context.settings().life().maximumAge(), () -> {});
        end.passes(SECOND);
        encDec.loses(key);
        side.doesCalls();

        assertThat(side.said(Message.Retire.class))
                .extracting(Message.Retire::text)
                .containsExactly("the key reached its maximum age");
    }

    @Test
    void an_Enc_Dec_that_knew_a_later_key_than_the_journal_contradicts_it() {
        end.inUse();
        encDec.knows(1);
        assertThat(end.channel().contradiction()).isEmpty();

        encDec.knows(2);
        assertThat(end.channel().contradiction()).contains("the journal was put back to an earlier state");
    }

    @Test
    void where_frames_are_sent_and_none_come_that_is_told_after_five_seconds() {
        KeyId key = end.accepted(World.GOLD);
        end.hears(new Message.TransmitSwitched(side.context.id(), key));
        end.passes(SECOND.multipliedBy(4));
        encDec.saw(key, 0, 7);
        end.passes(SECOND.multipliedBy(10));
        assertThat(side.codes()).isEmpty();

        encDec.saw(key, 0, 1);
        end.passes(SECOND.multipliedBy(2));
        assertThat(side.report().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.NOT_PROVED);
            assertThat(reason.text()).isEqualTo("8 frames were sent under the key in use, and none came");
        });

        encDec.saw(key, 1, 0);
        end.passes(SECOND.multipliedBy(2));
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void that_none_came_is_over_when_traffic_stops() {
        KeyId key = end.accepted(World.GOLD);
        end.hears(new Message.TransmitSwitched(side.context.id(), key));
        encDec.saw(key, 0, 100);
        end.passes(SECOND.multipliedBy(10));
        assertThat(side.codes()).containsExactly(ReasonCode.NOT_PROVED);
        side.passes(side.context.settings().life().maximumAge(), () -> {});
        end.passes(Duration.ofMillis(250));

        assertThat(side.codes()).containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void five_seconds_are_given_them_and_an_Enc_Dec_that_counts_nothing_is_not_asked() {
        KeyId key = end.accepted(World.GOLD);
        end.hears(new Message.TransmitSwitched(side.context.id(), key));
        end.passes(SECOND.multipliedBy(4));
        encDec.saw(key, 0, 100);
        end.passes(SECOND.multipliedBy(6));
        assertThat(side.codes()).isEmpty();
        encDec.be(PlainEncDec.profile(4), new Traits(Traits.Proof.HANDSHAKE, true, Duration.ZERO));
        end.passes(SECOND.multipliedBy(10));
        assertThat(side.codes()).isEmpty();

        encDec.be(PlainEncDec.profile(4), Traits.OF_FRAMES);
        end.passes(SECOND.multipliedBy(2));
        assertThat(side.codes()).containsExactly(ReasonCode.NOT_PROVED);
        encDec.loses(key);
        encDec.sends(Optional.empty());
        end.passes(SECOND.multipliedBy(4));
        assertThat(side.codes()).doesNotContain(ReasonCode.NOT_PROVED);
    }
}
