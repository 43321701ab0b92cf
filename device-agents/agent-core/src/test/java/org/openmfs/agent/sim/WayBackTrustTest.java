package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.association.WhenNotProved;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** Which key is gone back to: the one before, as long as it is trusted and the responder has it. */
final class WayBackTrustTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration AGE = INTERVAL.multipliedBy(10);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Suite OTHER =
            new Suite(World.GOLD.id(), List.of(World.KEM, World.PSK), CombinerId.HMAC_SHA384_EXTRACT);

    private final World world = new World(World.Choices.calm(5));
    private KeyId proved = KeyId.random(world.random);

    private static AssociationSettings settings(
            Duration interval, Duration age, int stock, WhenKeysEnd end, WhenNotProved way) {
        return World.settings(
                List.of(World.GOLD), World.TWO_GROUNDS, new KeyLife(interval, 1L << 50, age, stock, end, way));
    }

    private static AssociationSettings goingBack() {
        return settings(INTERVAL, AGE, 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE, WhenNotProved.GO_BACK);
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

    private boolean isSuspended(Node node) {
        return node.registry().find(proved).orElseThrow().state() == KeyState.SUSPENDED;
    }

    /** Both ends send under a later key, and the one before may be sent under again. */
    private void tries() {
        world.a.rekey();
        assertThat(world.time.runUntil(
                        () -> !sendsUnderProved(world.a)
                                && !sendsUnderProved(world.b)
                                && isSuspended(world.a)
                                && isSuspended(world.b),
                        SOON))
                .isTrue();
    }

    /** The initiator dies when its Enc/Dec has switched to the next key and it does not know yet. */
    private void diesAtTheSwitch() {
        world.a.encDec().onMishap(() -> {
            world.a.crash();
            world.time.after(Duration.ofSeconds(1), world.a::startIfDead);
        });
        world.a.encDec().failNext(FakeEncDec.Call.SWITCH, FakeEncDec.Mishap.UNANSWERED, 1);
    }

    @Test
    void a_key_that_is_distrusted_since_the_clock_was_set_is_not_gone_back_to_after_a_restart_either() {
        secure(goingBack());
        diesAtTheSwitch();

        world.a.clockSet(Duration.ofMinutes(1));

        assertThat(world.time.runUntil(() -> !world.a.alive(), SOON)).isTrue();
        assertThat(world.time.runUntil(() -> world.a.alive() && sendsUnderProved(world.a), SOON.multipliedBy(2)))
                .isFalse();
    }

    @Test
    void nor_one_by_methods_that_its_suite_has_no_more() {
        secure(goingBack());
        diesAtTheSwitch();

        world.configure(
                World.settings(List.of(OTHER), World.TWO_GROUNDS, goingBack().life()));

        assertThat(world.time.runUntil(() -> !world.a.alive(), SOON)).isTrue();
        assertThat(world.time.runUntil(() -> world.a.alive() && sendsUnderProved(world.a), SOON.multipliedBy(2)))
                .isFalse();
    }

    @Test
    void a_suspended_key_whose_suite_gets_other_methods_is_not_gone_back_to() {
        secure(goingBack());
        carriesTwo();
        tries();

        world.configure(
                World.settings(List.of(OTHER), World.TWO_GROUNDS, goingBack().life()));

        assertThat(world.time.runUntil(() -> sendsUnderProved(world.a), SOON)).isFalse();
    }

    /** The key in use and the next one. */
    private void carriesTwo() {
        Set<KeyId> two = new HashSet<>(Set.of(proved));
        world.carries((frame, to) -> two.contains(frame.key()) || two.size() < 2 && two.add(frame.key()));
    }

    @Test
    void a_key_that_was_replaced_before_the_last_one_is_not_gone_back_to() {
        secure(goingBack());
        tries();

        world.b.rekey();

        assertThat(world.time.runUntil(() -> sendsUnderProved(world.a), SOON)).isFalse();
    }

    @Test
    void a_key_that_frames_come_under_again_is_accepted_although_it_is_distrusted() {
        secure(goingBack());
        world.carries((frame, to) -> frame.key().equals(proved) || to == world.b);
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.SwitchTransmit order
                    && order.insteadOf().isPresent()) {
                world.network.up(false);
            }
            return List.of(new Network.Passage(from, to, message));
        });
        world.a.rekey();
        assertThat(world.time.runUntil(() -> !world.network.isUp(), SOON)).isTrue();

        world.b.clockSet(Duration.ofMinutes(1));
        world.time.run(SOON);

        assertThat(sendsUnderProved(world.a)).isTrue();
        assertThat(world.b.encDec().holds(proved)).isTrue();
    }

    /** The link to the peer may lead through the very frames that do not pass. */
    @Test
    void an_initiator_that_hears_nothing_goes_back_by_itself() {
        secure(goingBack());
        world.a.rekey();
        assertThat(world.time.runUntil(() -> !sendsUnderProved(world.a) && !sendsUnderProved(world.b), SOON))
                .isTrue();
        world.network.up(false);

        assertThat(world.time.runUntil(() -> sendsUnderProved(world.a), SOON)).isTrue();
        world.network.up(true);
        assertThat(world.time.runUntil(() -> sendsUnderProved(world.b), SOON)).isTrue();
    }

    @Test
    void a_responder_that_is_about_to_follow_to_a_later_key_does_not_say_that_it_sends_under_the_one_before() {
        LoneChannel end = new LoneChannel(Role.RESPONDER);
        end.side.life(goingBack().life());
        end.started();
        KeyId before = end.followed(0);
        KeyId later = end.received(1);
        end.side.holdsCalls();
        end.hears(new Message.SwitchTransmit(end.side.context.id(), later));
        end.side.said();

        end.hears(new Message.SwitchTransmit(end.side.context.id(), before));

        assertThat(end.side.said(Message.TransmitSwitched.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BELOW_FLOOR", "NO_COMMON_SUITE", "UNKNOWN_KEY"})
    void a_key_is_not_gone_back_to_that_the_responder_did_not_want_while_the_next_one_was_tried(ReasonCode word) {
        LoneChannel end = new LoneChannel(Role.INITIATOR);
        end.side.life(goingBack().life());
        end.started();
        KeyId before = end.inUse();
        KeyId tried = end.accepted(World.GOLD);
        end.side.on(end.channel()::rekey);
        assertThat(end.encDec.sending()).contains(tried);

        end.hearsNo(before, word);
        end.hearsNo(tried, ReasonCode.NOT_PROVED);

        assertThat(end.encDec.sending()).contains(tried);
    }

    @Test
    void a_word_of_before_is_not_taken_for_the_answer_to_a_way_back() {
        LoneChannel end = new LoneChannel(Role.INITIATOR);
        end.side.life(goingBack().life());
        end.started();
        KeyId before = end.inUse();
        end.encDec.saw(before, 10, 10);
        end.passes(Duration.ofSeconds(2));
        KeyId tried = end.accepted(World.GOLD);
        end.side.on(end.channel()::rekey);
        end.hearsNo(tried, ReasonCode.NOT_PROVED);
        assertThat(end.encDec.sending()).contains(before);

        end.hears(new Message.TransmitSwitched(end.side.context.id(), before));
        end.passes(Duration.ofSeconds(12));
        assertThat(end.encDec.holds(tried)).isTrue();

        end.hears(new Message.TransmitSwitched(end.side.context.id(), before, Optional.of(tried)));
        end.passes(Duration.ofSeconds(12));
        assertThat(end.encDec.holds(tried)).isFalse();
    }

    /** The responder may not have sent under it, and then has another before the next. */
    @Test
    void a_key_that_was_not_settled_on_is_not_gone_back_to() {
        LoneChannel end = new LoneChannel(Role.INITIATOR);
        end.side.life(goingBack().life());
        end.started();
        end.inUse();
        KeyId unanswered = end.accepted(World.GOLD);
        end.side.on(end.channel()::rekey);
        end.passes(Duration.ofSeconds(16));

        KeyId next = end.accepted(World.GOLD);
        end.side.on(end.channel()::rekey);

        assertThat(end.encDec.sending()).contains(next);
        assertThat(end.side.context.keys().find(unanswered).orElseThrow().state())
                .isEqualTo(KeyState.DEACTIVATED);
    }

    @Test
    void a_key_whose_removal_has_begun_is_not_gone_back_to() {
        LoneChannel end = new LoneChannel(Role.INITIATOR);
        end.encDec.be(PlainEncDec.profile(2), Traits.OF_FRAMES);
        end.side.life(goingBack().life());
        end.started();
        KeyId before = end.inUse();
        KeyId tried = end.accepted(World.GOLD);
        end.side.on(end.channel()::rekey);
        end.side.on(
                () -> end.channel().stands(end.side.context.keys().find(before).orElseThrow(), KeyStage.REPLACED));
        end.passes(Duration.ofSeconds(16));
        end.side.confirmed();
        end.side.holdsCalls();

        end.side.on(end.channel()::rekey);
        end.hearsNo(tried, ReasonCode.NOT_PROVED);
        end.side.doesCalls();

        assertThat(end.encDec.calls()).endsWith("retire 0");
        assertThat(end.side.context.keys().find(before).orElseThrow().state()).isEqualTo(KeyState.DESTROYED);
        assertThat(end.side.context.keys().current()).map(KeyRecord::id).contains(tried);
    }

    @Test
    void a_responder_that_says_again_and_again_that_it_has_the_key_before_no_more_gets_ever_fewer() {
        Duration hour = Duration.ofHours(1);
        secure(settings(hour, hour.multipliedBy(10), 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE, WhenNotProved.GO_BACK));
        world.carries(true);
        Set<KeyId> offers = offersToOneThatHasNo(proved);
        world.a.rekey();

        world.time.run(Duration.ofMinutes(10));

        assertThat(offers.size()).isLessThan(20);
    }

    /** The responder says of this key that it does not have it, and of others that nothing comes under them. */
    private Set<KeyId> offersToOneThatHasNo(KeyId key) {
        Set<KeyId> offers = new HashSet<>();
        world.network.firewall((from, to, message) -> {
            List<Network.Passage> all = new ArrayList<>(List.of(new Network.Passage(from, to, message)));
            if (message instanceof Message.Offer offer) {
                offers.add(offer.key());
            }
            if (message instanceof Message.TransmitSwitched switched) {
                ReasonCode why = switched.key().equals(key) ? ReasonCode.UNKNOWN_KEY : ReasonCode.NOT_PROVED;
                Message refusal = new Message.Refuse(switched.association(), switched.key(), why, "planted");
                all.add(new Network.Passage(from, to, refusal));
            }
            return all;
        });
        return offers;
    }
}
