package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.association.WhenNotProved;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** Nothing comes under a new key, and the class says that frames are to be sent under the one before again. */
final class WayBackTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final World world = new World(World.Choices.calm(5));
    private KeyId proved = KeyId.random(world.random);

    private void secure(WhenNotProved way, Duration maximumAge) {
        KeyLife life = new KeyLife(INTERVAL, 1L << 50, maximumAge, 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE, way);
        AssociationSettings settings = World.settings(List.of(World.GOLD), World.TWO_GROUNDS, life);
        CalmWorld.secure(world, settings);
        world.time.run(Duration.ofSeconds(5));
        proved = world.a.report().key().orElseThrow();
    }

    /** Of the frames under other keys than this one none arrives there. */
    private void carriesOnlyTo(boolean a, boolean b) {
        world.carries((frame, to) -> frame.key().equals(proved) || (to == world.a ? a : b));
    }

    private boolean bothSendUnderProved() {
        return world.a.encDec().sendingKey().equals(Optional.of(proved))
                && world.b.encDec().sendingKey().equals(Optional.of(proved));
    }

    private boolean anotherIsTried() {
        return !world.a.encDec().sendingKey().equals(Optional.of(proved));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false"})
    void both_ends_go_back_to_the_key_before_and_say_so(boolean toA, boolean toB) {
        secure(WhenNotProved.GO_BACK, INTERVAL.multipliedBy(10));
        carriesOnlyTo(toA, toB);
        world.a.rekey();
        assertThat(world.time.runUntil(this::anotherIsTried, SOON)).isTrue();
        KeyId tried = world.a.encDec().sendingKey().orElseThrow();

        assertThat(world.time.runUntil(this::bothSendUnderProved, SOON)).isTrue();
        world.time.run(SOON);

        assertThat(bothSendUnderProved()).isTrue();
        assertThat(world.a.report().reasons())
                .anyMatch(reason ->
                        reason.code() == ReasonCode.NOT_PROVED && reason.text().startsWith("back to key " + proved));
        assertThat(world.a.registry().find(tried).orElseThrow().stage()).isEqualTo(KeyStage.GONE);
        assertThat(world.b.registry().find(tried).orElseThrow().stage()).isEqualTo(KeyStage.GONE);
        assertThat(world.a.events(AssociationEvent.RekeyFailed.class))
                .extracting(AssociationEvent.RekeyFailed::code)
                .contains(ReasonCode.NOT_PROVED);
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void the_next_key_is_tried_after_a_while_and_kept_when_frames_come_under_it() {
        secure(WhenNotProved.GO_BACK, INTERVAL.multipliedBy(10));
        carriesOnlyTo(false, false);
        world.a.rekey();
        world.time.run(SOON);
        world.time.run(SOON);
        assertThat(bothSendUnderProved()).isTrue();

        world.carries(true);
        world.time.run(INTERVAL.multipliedBy(2));

        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED)
                                && world.bothSendUnderTheSameKey()
                                && !world.a.report().key().equals(Optional.of(proved)),
                        SOON))
                .isTrue();
        assertThat(world.a.registry().find(proved).orElseThrow().stage()).isEqualTo(KeyStage.GONE);
    }

    @Test
    void a_key_that_is_gone_back_to_ends_by_its_first_use() {
        Duration age = INTERVAL.multipliedBy(5);
        secure(WhenNotProved.GO_BACK, age);
        carriesOnlyTo(false, false);

        world.time.run(age.plus(Duration.ofSeconds(5)));

        assertThat(world.a.encDec().sendingKey()).isNotEqualTo(Optional.of(proved));
        assertThat(world.b.encDec().sendingKey()).isNotEqualTo(Optional.of(proved));
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void where_traffic_goes_one_way_only_the_new_key_is_kept() {
        secure(WhenNotProved.GO_BACK, INTERVAL.multipliedBy(10));
        world.trafficFrom(world.a);
        world.time.run(INTERVAL.multipliedBy(3));
        KeyId last = world.a.report().key().orElseThrow();

        world.a.rekey();
        world.time.run(SOON);
        world.time.run(SOON);

        assertThat(world.a.events(AssociationEvent.KeyInstalled.class).getLast().key())
                .isEqualTo(world.a.report().key().orElseThrow())
                .isNotEqualTo(last);
    }

    @Test
    void where_the_class_does_not_say_so_the_new_key_is_kept() {
        secure(WhenNotProved.KEEP, INTERVAL.multipliedBy(10));
        carriesOnlyTo(false, false);
        world.a.rekey();

        world.time.run(SOON.multipliedBy(2));

        assertThat(anotherIsTried()).isTrue();
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.NOT_PROVED);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void an_end_that_dies_on_the_way_back_comes_to_the_same_key(boolean initiator) {
        secure(WhenNotProved.GO_BACK, INTERVAL.multipliedBy(10));
        carriesOnlyTo(false, false);
        Node dying = initiator ? world.a : world.b;
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.SwitchTransmit order
                    && order.insteadOf().isPresent()
                    && dying.alive()) {
                dying.crashForAWhile();
                return List.of();
            }
            return List.of(new Network.Passage(from, to, message));
        });
        world.a.rekey();
        assertThat(world.time.runUntil(() -> !dying.alive(), SOON)).isTrue();
        world.network.firewall((from, to, message) -> List.of(new Network.Passage(from, to, message)));

        world.time.run(SOON);

        assertThat(bothSendUnderProved()).isTrue();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void the_key_before_is_suspended_until_the_new_one_is_proved() {
        secure(WhenNotProved.GO_BACK, INTERVAL.multipliedBy(10));
        world.a.rekey();
        assertThat(world.time.runUntil(this::anotherIsTried, SOON)).isTrue();
        world.time.run(Duration.ofSeconds(2));
        assertThat(world.a.registry().find(proved).orElseThrow().state()).isEqualTo(KeyState.SUSPENDED);
        assertThat(world.b.registry().find(proved).orElseThrow().state()).isEqualTo(KeyState.SUSPENDED);

        world.time.run(SOON);

        assertThat(world.a.registry().find(proved).orElseThrow().state()).isEqualTo(KeyState.DESTROYED);
        assertThat(world.b.registry().find(proved).orElseThrow().state()).isEqualTo(KeyState.DESTROYED);
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void an_initiator_that_orders_a_key_in_its_own_place_takes_it_out_of_no_use() {
        secure(WhenNotProved.GO_BACK, INTERVAL.multipliedBy(5));
        world.a.crash();

        world.b.received(World.A, new Message.SwitchTransmit(World.BLUE, proved, Optional.of(proved)));
        world.time.run(Duration.ofSeconds(5));

        assertThat(world.b.report().key()).contains(proved);
        assertThat(world.b.registry().find(proved).orElseThrow().stage()).isEqualTo(KeyStage.SENDING);
    }

    @Test
    void where_the_enc_dec_can_not_be_switched_back_nothing_is_sent_past_the_maximum_age_of_what_was_tried() {
        Duration age = INTERVAL.multipliedBy(5);
        secure(WhenNotProved.GO_BACK, age);
        carriesOnlyTo(false, false);
        world.a.rekey();
        assertThat(world.time.runUntil(this::anotherIsTried, SOON)).isTrue();
        KeyId tried = world.a.encDec().sendingKey().orElseThrow();
        world.network.firewall((from, to, message) ->
                message instanceof Message.Offer ? List.of() : List.of(new Network.Passage(from, to, message)));
        world.a.encDec().failNext(FakeEncDec.Call.SWITCH, FakeEncDec.Mishap.REFUSED, 1000);

        world.time.run(age.plus(Duration.ofSeconds(15)));

        assertThat(world.a.encDec().sendingKey()).isNotEqualTo(Optional.of(tried));
    }
}
