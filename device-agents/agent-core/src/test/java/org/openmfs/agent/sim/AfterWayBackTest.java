package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.association.WhenNotProved;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** What holds all the same when a way back was gone, or could not be. */
final class AfterWayBackTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long ENDLESS = 1L << 50;

    private final World world = new World(World.Choices.calm(5));
    private KeyId proved = KeyId.random(world.random);

    private static AssociationSettings goingBack(Duration interval, long octets, int stock, WhenKeysEnd end) {
        KeyLife life = new KeyLife(interval, octets, interval.multipliedBy(10), stock, end, WhenNotProved.GO_BACK);
        return World.settings(List.of(World.GOLD), World.TWO_GROUNDS, life);
    }

    private void secure(AssociationSettings settings) {
        CalmWorld.secure(world, settings);
        world.time.run(Duration.ofSeconds(5));
        proved = world.a.report().key().orElseThrow();
        world.carries((frame, to) -> frame.key().equals(proved));
    }

    private boolean sendsUnderProved(Node node) {
        return node.encDec().sendingKey().equals(Optional.of(proved));
    }

    private boolean bothSendUnderProved() {
        return sendsUnderProved(world.a) && sendsUnderProved(world.b);
    }

    /** The initiator is told to send under the key before again, and its Enc/Dec refuses; no other key is made. */
    private KeyId isStuckWithWhatItTried() {
        world.a.rekey();
        assertThat(world.time.runUntil(() -> !sendsUnderProved(world.a) && !sendsUnderProved(world.b), SOON))
                .isTrue();
        KeyId tried = world.a.encDec().sendingKey().orElseThrow();
        world.network.firewall((from, to, message) ->
                message instanceof Message.Offer ? List.of() : List.of(new Network.Passage(from, to, message)));
        world.a.encDec().failNext(FakeEncDec.Call.SWITCH, FakeEncDec.Mishap.REFUSED, 1000);
        return tried;
    }

    @Test
    void where_traffic_stops_without_a_key_it_stops_also_under_one_that_could_not_be_left() {
        secure(goingBack(INTERVAL, ENDLESS, 0, WhenKeysEnd.STOP_TRAFFIC));
        KeyId tried = isStuckWithWhatItTried();

        world.time.run(INTERVAL.multipliedBy(3));

        assertThat(world.a.encDec().sendingKey()).isNotEqualTo(Optional.of(tried));
    }

    @Test
    void a_suite_that_is_not_allowed_any_more_is_left_also_under_a_key_that_was_tried_in_vain() {
        secure(goingBack(INTERVAL, ENDLESS, 0, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
        KeyId tried = isStuckWithWhatItTried();
        world.time.run(SOON);

        world.configure(World.settings(
                List.of(World.SILVER),
                World.TWO_GROUNDS,
                world.a.settings().getFirst().life()));
        world.time.run(INTERVAL.multipliedBy(3));

        assertThat(world.a.encDec().sendingKey()).isNotEqualTo(Optional.of(tried));
    }

    @Test
    void a_key_that_was_proved_after_a_way_back_is_replaced_at_its_volume() {
        Duration hour = Duration.ofHours(1);
        secure(goingBack(hour, 2_000_000, 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
        world.a.rekey();
        assertThat(world.time.runUntil(() -> !sendsUnderProved(world.a), SOON)).isTrue();
        assertThat(world.time.runUntil(this::bothSendUnderProved, SOON)).isTrue();
        world.time.run(SOON);
        world.carries(true);
        world.a.rekey();
        assertThat(world.time.runUntil(() -> !sendsUnderProved(world.a), SOON)).isTrue();
        KeyId next = world.a.encDec().sendingKey().orElseThrow();

        world.time.run(Duration.ofMinutes(20));

        assertThat(world.a.encDec().sendingKey()).isNotEqualTo(Optional.of(next));
    }

    @Test
    void an_initiator_that_died_while_the_next_key_is_tried_goes_back_all_the_same() {
        secure(goingBack(INTERVAL, ENDLESS, 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
        world.carries((frame, to) -> frame.key().equals(proved) || to == world.b);
        world.a.rekey();
        assertThat(world.time.runUntil(() -> !sendsUnderProved(world.a) && !sendsUnderProved(world.b), SOON))
                .isTrue();

        world.a.crashForAWhile();

        assertThat(world.time.runUntil(this::bothSendUnderProved, SOON)).isTrue();
    }

    @Test
    void that_a_key_of_before_is_sent_under_is_told_also_after_a_restart() {
        secure(goingBack(Duration.ofHours(1), ENDLESS, 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
        world.a.rekey();
        assertThat(world.time.runUntil(() -> !sendsUnderProved(world.a), SOON)).isTrue();
        assertThat(world.time.runUntil(this::bothSendUnderProved, SOON)).isTrue();
        world.time.run(SOON);
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.NOT_PROVED);

        world.a.crashForAWhile();
        world.time.run(SOON);

        assertThat(bothSendUnderProved()).isTrue();
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.NOT_PROVED);
    }

    @Test
    void frames_that_came_long_ago_are_not_taken_for_such_as_came_when_their_key_was_gone_back_to() {
        LoneChannel end = new LoneChannel(Role.INITIATOR);
        end.side.life(goingBack(INTERVAL, ENDLESS, 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE)
                .life());
        end.started();
        KeyId before = end.inUse();
        end.encDec.saw(before, 5, 5);
        end.passes(Duration.ofSeconds(1));
        KeyId tried = tries(end);
        end.passes(Duration.ofSeconds(6));
        assertThat(end.encDec.sending()).contains(before);
        end.hears(new Message.TransmitSwitched(end.side.context.id(), before, Optional.of(tried)));
        end.passes(Duration.ofSeconds(4));

        KeyId next = tries(end);
        end.passes(Duration.ofSeconds(10));

        assertThat(end.encDec.sending()).contains(next);
    }

    /** Another key is sent under, and nothing comes. */
    private static KeyId tries(LoneChannel end) {
        KeyId key = end.accepted(World.GOLD);
        end.side.on(end.channel()::rekey);
        assertThat(end.encDec.sending()).contains(key);
        end.hears(new Message.TransmitSwitched(end.side.context.id(), key));
        end.encDec.saw(key, 0, 10);
        return key;
    }
}
