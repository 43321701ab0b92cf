package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.KeyPolicy;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;

/** How long a channel uses a key: by time, by volume, by age, by its suite. */
final class ChannelLimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LoneChannel end = new LoneChannel(Role.INITIATOR).started();
    private final OneSide side = end.side;
    private final PlainEncDec encDec = end.encDec;

    @Test
    void a_key_is_due_after_the_rekey_interval() {
        life(WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        Instant begin = side.context.now();
        end.inUse();
        assertThat(end.channel().nextRekey()).contains(begin.plus(MINUTE));
        assertThat(end.channel().keyEnds()).contains(begin.plus(MINUTE.multipliedBy(10)));
        until(begin.plus(MINUTE).minusMillis(250));
        assertThat(end.channel().needsKey()).isFalse();

        until(begin.plus(MINUTE));
        assertThat(end.channel().needsKey()).isTrue();
    }

    @Test
    void a_key_is_due_after_so_many_octets() {
        side.life(new KeyLife(MINUTE, 100_000, MINUTE, 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
        KeyId key = end.inUse();
        encDec.saw(key, 40, 39);
        end.passes(SECOND.multipliedBy(2));
        assertThat(end.channel().needsKey()).isFalse();

        encDec.saw(key, 0, 1);
        end.passes(SECOND.multipliedBy(2));
        assertThat(end.channel().needsKey()).isTrue();
    }

    @Test
    void that_traffic_stopped_after_so_many_octets_is_told_once() {
        side.life(new KeyLife(MINUTE, 100_000, MINUTE, 0, WhenKeysEnd.STOP_TRAFFIC));
        KeyId key = end.inUse();
        encDec.saw(key, 40, 40);
        end.passes(SECOND.multipliedBy(25));

        assertThat(end.channel().stopped()).isTrue();
        assertThat(side.told(AssociationEvent.TrafficStopped.class)).hasSize(1);
    }

    @Test
    void a_key_that_reached_its_maximum_age_stops_traffic_until_there_is_another() {
        life(WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        Instant begin = side.context.now();
        KeyId key = end.inUse();
        until(begin.plus(MINUTE.multipliedBy(10)).minusMillis(250));
        assertThat(encDec.sending()).contains(key);
        side.said();
        encDec.calls();

        until(begin.plus(MINUTE.multipliedBy(10)));
        assertThat(encDec.calls()).containsExactly("clear");
        assertThat(side.told(AssociationEvent.TrafficStopped.class))
                .containsExactly(new AssociationEvent.TrafficStopped(
                        side.context.id(), ReasonCode.KEY_EXPIRED, "the key reached its maximum age"));
        assertThat(side.codes()).containsExactly(ReasonCode.KEY_EXPIRED);
        assertThat(side.said(Message.Retire.class))
                .containsExactly(new Message.Retire(
                        side.context.id(), key, RetireCause.EXPIRED, "the key reached its maximum age"));
        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        assertThat(end.channel().stopped()).isTrue();
        assertThat(end.channel().keyEnds()).isEmpty();
        assertThat(end.channel().nextRekey()).isEmpty();

        end.passes(SECOND.multipliedBy(3));
        assertThat(side.told(AssociationEvent.TrafficStopped.class)).hasSize(1);

        end.accepted(World.GOLD);
        assertThat(end.channel().stopped()).isFalse();
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void an_Enc_Dec_that_is_not_cleared_is_told_again_and_nothing_is_installed_meanwhile() {
        life(WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        Instant begin = side.context.now();
        KeyId key = end.inUse();
        encDec.fails("clear", new EncDecFailure("busy"), 2);
        until(begin.plus(MINUTE.multipliedBy(10)));
        assertThat(side.codes()).containsExactlyInAnyOrder(ReasonCode.KEY_EXPIRED, ReasonCode.ENC_DEC_FAILED);
        assertThat(end.channel().stopped()).isTrue();
        KeyId next = side.confirmed();
        side.on(() -> {});
        assertThat(side.stage(next)).isEqualTo(KeyStage.CONFIRMED);
        assertThat(side.stage(key)).isEqualTo(KeyStage.SENDING);

        end.passes(Duration.ofMillis(500));
        assertThat(encDec.holds(key)).isFalse();
        assertThat(side.told(AssociationEvent.TrafficStopped.class)).hasSize(1);
        assertThat(side.stage(next)).isEqualTo(KeyStage.RECEIVING);
    }

    @Test
    void while_it_is_being_cleared_it_is_not_told_to_again() {
        life(WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        Instant begin = side.context.now();
        end.inUse();
        until(begin.plus(MINUTE.multipliedBy(10)).minusMillis(250));
        encDec.calls();
        side.holdsCalls();
        end.passes(SECOND.multipliedBy(2));
        side.doesCalls();

        assertThat(encDec.calls()).containsExactly("clear");
    }

    @Test
    void a_key_that_was_replaced_and_is_still_sent_under_ends_at_its_maximum_age_too() {
        life(WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        Instant begin = side.context.now();
        KeyId key = end.inUse();
        side.on(() -> side.context.keys().move(key, KeyStage.REPLACED, "planted"));
        encDec.fails("retire", new EncDecFailure("busy"), 100_000);
        until(begin.plus(MINUTE.multipliedBy(10)).minusSeconds(2));
        assertThat(encDec.holds(key)).isTrue();
        assertThat(side.told(AssociationEvent.TrafficStopped.class)).isEmpty();

        until(begin.plus(MINUTE.multipliedBy(10)).plusSeconds(2));
        assertThat(encDec.holds(key)).isFalse();
        assertThat(side.told(AssociationEvent.TrafficStopped.class))
                .extracting(AssociationEvent.TrafficStopped::code)
                .containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void when_it_is_cleared_that_it_failed_is_over() {
        life(WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        end.inUse();
        encDec.fails("clear", new EncDecFailure("busy"), 1);
        side.time.run(MINUTE.multipliedBy(10));
        end.passes(Duration.ofMillis(500));

        assertThat(encDec.sending()).isEmpty();
        assertThat(side.codes()).containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void where_traffic_stops_without_a_key_a_due_one_is_waited_for_with_patience() {
        life(WhenKeysEnd.STOP_TRAFFIC);
        Instant begin = side.context.now();
        KeyId key = end.inUse();
        until(begin.plus(MINUTE).plusSeconds(15));
        assertThat(encDec.sending()).contains(key);

        until(begin.plus(MINUTE).plusSeconds(16));
        assertThat(encDec.sending()).isEmpty();
        assertThat(side.told(AssociationEvent.TrafficStopped.class))
                .extracting(AssociationEvent.TrafficStopped::why)
                .containsExactly("the key is due and no other can be had");
    }

    @Test
    void it_does_not_stop_while_a_key_is_in_stock_or_where_it_goes_on_until_the_maximum_age() {
        life(WhenKeysEnd.STOP_TRAFFIC);
        KeyId key = end.inUse();
        side.confirmed();
        end.passes(MINUTE.plusSeconds(45));
        assertThat(encDec.sending()).contains(key);

        LoneChannel other = new LoneChannel(Role.INITIATOR).started();
        other.side.life(new KeyLife(MINUTE, 1L << 50, MINUTE.multipliedBy(10), 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
        KeyId goesOn = other.inUse();
        other.passes(MINUTE.multipliedBy(3));
        assertThat(other.encDec.sending()).contains(goesOn);
    }

    @Test
    void a_volume_that_was_used_up_is_waited_for_from_then_on() {
        side.life(new KeyLife(MINUTE.multipliedBy(60), 100_000, MINUTE.multipliedBy(60), 2, WhenKeysEnd.STOP_TRAFFIC));
        KeyId key = end.inUse();
        end.passes(MINUTE);
        encDec.saw(key, 100, 0);
        end.passes(SECOND.multipliedBy(15));
        assertThat(encDec.sending()).contains(key);

        end.passes(SECOND.multipliedBy(3));
        assertThat(encDec.sending()).isEmpty();
    }

    @Test
    void a_key_of_a_forbidden_suite_is_used_to_the_end_of_its_interval() {
        life(WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        Instant begin = side.context.now();
        end.inUse();
        side.settings(List.of(World.SILVER));
        until(begin.plus(MINUTE).minusMillis(250));
        assertThat(encDec.sending()).isPresent();

        until(begin.plus(MINUTE));
        assertThat(encDec.sending()).isEmpty();
        assertThat(side.told(AssociationEvent.TrafficStopped.class))
                .extracting(AssociationEvent.TrafficStopped::code)
                .containsExactly(ReasonCode.BELOW_FLOOR);
    }

    @Test
    void but_for_thirty_seconds_at_least_in_which_another_can_be_made() {
        life(WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        Instant begin = side.context.now();
        end.inUse();
        until(begin.plusSeconds(50));
        side.settings(List.of(World.SILVER));
        until(begin.plusSeconds(80));
        assertThat(encDec.sending()).isPresent();

        until(begin.plusSeconds(81));
        assertThat(encDec.sending()).isEmpty();
    }

    @Test
    void or_as_long_as_the_settings_say_since_it_was_forbidden_last() {
        forbidden(List.of(World.GOLD), Duration.ofSeconds(10));
        end.inUse();
        forbidden(List.of(World.SILVER), Duration.ofSeconds(10));
        end.passes(SECOND.multipliedBy(8));
        forbidden(List.of(World.GOLD), Duration.ofSeconds(10));
        end.passes(SECOND.multipliedBy(8));
        forbidden(List.of(World.SILVER), Duration.ofSeconds(10));
        end.passes(SECOND.multipliedBy(9));
        assertThat(encDec.sending()).isPresent();

        end.passes(SECOND.multipliedBy(2));
        assertThat(encDec.sending()).isEmpty();
    }

    @Test
    void what_is_wrong_with_the_suite_in_use_is_told_when_a_replacement_takes_longer_than_an_ordinary_one() {
        end.inUse();
        side.settings(List.of(World.SILVER, World.GOLD));
        end.passes(Duration.ofMillis(4750));
        assertThat(side.codes()).isEmpty();
        end.passes(Duration.ofMillis(500));
        assertThat(side.report().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.WEAKER_SUITE);
            assertThat(reason.text()).contains("kem+qkd", "for want of one of suite kem+psk");
        });

        side.settings(List.of(World.SILVER));
        end.passes(SECOND);
        assertThat(side.codes()).isEmpty();
        end.passes(SECOND.multipliedBy(5));
        assertThat(side.codes()).containsExactly(ReasonCode.BELOW_FLOOR);

        end.isSentUnder(end.accepted(World.SILVER));
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void that_it_was_of_a_weaker_suite_is_over_when_traffic_stops_for_its_age() {
        end.inUse();
        side.settings(List.of(World.SILVER, World.GOLD));
        end.passes(SECOND.multipliedBy(6));
        assertThat(side.codes()).containsExactly(ReasonCode.WEAKER_SUITE);
        side.time.run(side.context.settings().life().maximumAge());
        end.passes(Duration.ofMillis(250));

        assertThat(side.codes()).containsExactly(ReasonCode.KEY_EXPIRED);
    }

    @Test
    void that_traffic_was_stopped_for_its_suite_is_told_until_there_is_another_key() {
        forbidden(List.of(World.GOLD), Duration.ofSeconds(10));
        end.inUse();
        forbidden(List.of(World.SILVER), Duration.ofSeconds(10));
        end.passes(SECOND.multipliedBy(20));
        assertThat(encDec.sending()).isEmpty();
        assertThat(side.codes()).containsExactly(ReasonCode.BELOW_FLOOR);

        end.accepted(World.SILVER);
        assertThat(side.codes()).isEmpty();
    }

    private void life(WhenKeysEnd how) {
        side.life(new KeyLife(MINUTE, 1L << 50, MINUTE.multipliedBy(10), 2, how));
    }

    private void forbidden(List<Suite> suites, Duration use) {
        AssociationSettings now = side.context.settings();
        side.context.reconfigure(new AssociationSettings(
                now.id(),
                now.parties(),
                now.encDec(),
                new KeyPolicy(suites, now.policy().floor(), Optional.of(use)),
                now.life(),
                now.backoff()));
    }

    private void until(Instant moment) {
        end.passes(Duration.between(side.context.now(), moment));
    }
}
