package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.association.WhenNotProved;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** How far a way back to the key before goes, and what it must not do. */
final class WayBackLimitsTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration AGE = INTERVAL.multipliedBy(10);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final World world = new World(World.Choices.calm(5));
    private KeyId proved = KeyId.random(world.random);

    private static AssociationSettings settings(
            Duration interval, Duration age, int stock, WhenKeysEnd end, WhenNotProved way) {
        return World.settings(
                List.of(World.GOLD), World.TWO_GROUNDS, new KeyLife(interval, 1L << 50, age, stock, end, way));
    }

    private static AssociationSettings goingBack(Duration age, int stock) {
        return settings(INTERVAL, age, stock, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE, WhenNotProved.GO_BACK);
    }

    private void secure(AssociationSettings settings) {
        CalmWorld.secure(world, settings);
        world.time.run(Duration.ofSeconds(5));
        proved = world.a.report().key().orElseThrow();
    }

    private void carriesOnlyProved() {
        world.carries((frame, to) -> frame.key().equals(proved));
    }

    private boolean sendsUnderProved(Node node) {
        return node.encDec().sendingKey().equals(Optional.of(proved));
    }

    private void requireOtherAndNoWayBack(Node node) {
        assertThat(world.time.runUntil(() -> !sendsUnderProved(node), SOON)).isTrue();
        assertThat(world.time.runUntil(() -> sendsUnderProved(node), SOON)).isFalse();
    }

    private static List<Network.Passage> pass(CfId from, CfId to, Message message) {
        return List.of(new Network.Passage(from, to, message));
    }

    @Test
    void a_key_that_is_distrusted_since_the_machine_was_restored_is_not_sent_under_again() {
        secure(goingBack(AGE, 2));
        carriesOnlyProved();

        world.time.restored("another");

        requireOtherAndNoWayBack(world.a);
    }

    @Test
    void nor_one_that_the_responder_distrusts() {
        secure(goingBack(AGE, 2));
        carriesOnlyProved();

        world.b.clockSet(Duration.ofMinutes(1));

        requireOtherAndNoWayBack(world.b);
    }

    @Test
    void nor_one_by_methods_that_its_suite_has_no_more() {
        secure(goingBack(AGE, 2));
        carriesOnlyProved();
        Suite other = new Suite(World.GOLD.id(), List.of(World.KEM, World.PSK), CombinerId.HMAC_SHA384_EXTRACT);

        world.configure(World.settings(
                List.of(other), World.TWO_GROUNDS, goingBack(AGE, 2).life()));

        requireOtherAndNoWayBack(world.a);
    }

    @Test
    void the_next_key_is_tried_before_the_one_gone_back_to_ends() {
        secure(goingBack(INTERVAL.multipliedBy(2), 2));
        carriesOnlyProved();
        assertThat(world.time.runUntil(() -> !sendsUnderProved(world.a), INTERVAL.plus(SOON)))
                .isTrue();
        assertThat(world.time.runUntil(() -> sendsUnderProved(world.a) && sendsUnderProved(world.b), SOON))
                .isTrue();

        world.carries(true);
        world.time.run(INTERVAL.plus(SOON));

        assertThat(world.a.events(AssociationEvent.TrafficStopped.class)).isEmpty();
    }

    @Test
    void where_traffic_stops_without_a_key_another_is_made_after_a_way_back() {
        secure(settings(INTERVAL, AGE, 0, WhenKeysEnd.STOP_TRAFFIC, WhenNotProved.GO_BACK));
        carriesOnlyProved();
        assertThat(world.time.runUntil(() -> !sendsUnderProved(world.a), INTERVAL.plus(SOON)))
                .isTrue();
        assertThat(world.time.runUntil(() -> sendsUnderProved(world.a) && sendsUnderProved(world.b), SOON))
                .isTrue();

        world.carries(true);
        world.time.run(INTERVAL);

        assertThat(world.a.events(AssociationEvent.TrafficStopped.class)).isEmpty();
    }

    @Test
    void a_key_that_was_given_up_before_it_was_used_is_not_one_that_was_gone_back_from() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 3));
        world.time.run(Duration.ofSeconds(10));
        KeyId first = world.a.encDec().sendingKey().orElseThrow();
        world.network.up(false);
        world.a.encDec().failNext(FakeEncDec.Call.PREPARE, FakeEncDec.Mishap.REFUSED, 3);
        world.a.rekey();
        world.time.run(Duration.ofSeconds(40));
        assertThat(world.a.encDec().holds(first)).isFalse();

        world.a.rekey();
        world.time.run(Duration.ofSeconds(40));

        assertThat(world.a.events(AssociationEvent.KeyInstalled.class).getLast().key())
                .isEqualTo(world.a.encDec().sendingKey().orElseThrow());
    }

    @Test
    void a_key_that_was_tried_in_vain_is_not_followed_by_an_order_that_comes_late() {
        secure(goingBack(AGE, 2));
        carriesOnlyProved();
        List<Message> held = new ArrayList<>();
        AtomicBoolean ordered = new AtomicBoolean();
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.SwitchTransmit order
                    && order.insteadOf().isEmpty()) {
                held.add(order);
                return List.of();
            }
            if (ordered.get() && message instanceof Message.TransmitSwitched) {
                world.carries(true);
            }
            if (message instanceof Message.SwitchTransmit && ordered.compareAndSet(false, true)) {
                world.time.after(Duration.ofMillis(300), () -> world.b.received(from, held.getFirst()));
            }
            return pass(from, to, message);
        });
        world.a.rekey();
        assertThat(world.time.runUntil(ordered::get, SOON)).isTrue();

        world.time.run(Duration.ofSeconds(30));

        assertThat(sendsUnderProved(world.a) && sendsUnderProved(world.b)).isTrue();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void a_key_that_the_responder_said_it_destroyed_is_not_gone_back_to() {
        AssociationSettings keeps = settings(INTERVAL, AGE, 0, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE, WhenNotProved.KEEP);
        world.a.configure(List.of(goingBack(AGE, 0)));
        world.b.configure(List.of(World.mirrored(keeps)));
        world.start();
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), INTERVAL))
                .isTrue();
        world.time.run(Duration.ofSeconds(7));
        proved = world.a.report().key().orElseThrow();
        world.carries((frame, to) -> frame.key().equals(proved) || to == world.b);
        world.a.rekey();
        assertThat(world.time.runUntil(() -> !sendsUnderProved(world.a), SOON)).isTrue();
        world.faults.get(World.QKD).set(1, 0, 0);

        world.time.run(Duration.ofSeconds(50));

        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void a_responder_that_wants_every_key_replaced_and_gone_back_from_gets_ever_fewer() {
        Duration hour = Duration.ofHours(1);
        secure(settings(hour, AGE.multipliedBy(60), 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE, WhenNotProved.GO_BACK));
        Set<KeyId> offers = new HashSet<>();
        world.network.firewall((from, to, message) -> {
            List<Network.Passage> all = new ArrayList<>(pass(from, to, message));
            if (message instanceof Message.Offer offer) {
                offers.add(offer.key());
            }
            if (message instanceof Message.TransmitSwitched switched) {
                ReasonCode why = switched.key().equals(proved) ? ReasonCode.BELOW_FLOOR : ReasonCode.NOT_PROVED;
                Message refusal = new Message.Refuse(switched.association(), switched.key(), why, "planted");
                all.add(new Network.Passage(from, to, refusal));
            }
            return all;
        });
        world.b.rekey();
        world.a.rekey();

        world.time.run(Duration.ofMinutes(10));

        assertThat(offers).hasSizeLessThan(20);
    }

    @Test
    void a_responder_goes_back_to_no_key_past_its_maximum_age() {
        LoneChannel end = new LoneChannel(Role.RESPONDER);
        end.side.life(new KeyLife(
                Duration.ofSeconds(10),
                1L << 50,
                Duration.ofSeconds(60),
                2,
                WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE,
                WhenNotProved.GO_BACK));
        end.started();
        KeyId before = end.followed(0);
        end.encDec.saw(before, 10, 10);
        end.passes(Duration.ofSeconds(30));
        KeyId tried = end.followed(1);
        end.passes(Duration.ofSeconds(31));

        end.hears(new Message.SwitchTransmit(end.side.context.id(), before, Optional.of(tried)));
        end.passes(Duration.ofSeconds(2));

        assertThat(end.side.told(AssociationEvent.TrafficStopped.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void a_responder_that_does_not_go_back_gets_the_next_key_also_where_there_are_two_slots(int slots) {
        for (Node node : List.of(world.a, world.b)) {
            node.encDec()
                    .be(
                            new Profile(
                                    "odd", "odd-256", KeyLength.bits(256), new Shape(slots, Shape.Keys.ONE_EACH, 12)),
                            Traits.OF_FRAMES);
        }
        AssociationSettings keeping =
                settings(INTERVAL, AGE, 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE, WhenNotProved.KEEP);
        secure(keeping);
        world.a.configure(List.of(goingBack(AGE, 2)));
        world.time.run(INTERVAL);
        proved = world.a.report().key().orElseThrow();
        carriesOnlyProved();
        world.a.rekey();
        world.time.run(SOON);
        assertThat(sendsUnderProved(world.b)).isFalse();

        world.carries(true);
        world.configure(keeping);

        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED) && world.bothSendUnderTheSameKey(),
                        INTERVAL.multipliedBy(3)))
                .isTrue();
    }
}
