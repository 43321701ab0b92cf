package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationEvent.KeyInstalled;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.sim.FakeEncDec.Call;
import org.openmfs.agent.sim.FakeEncDec.Mishap;

/** A command to the Enc/Dec fails, with or without effect, once or for good: no association stays behind. */
@Tag("not-under-mutation")
final class FailedDeviceTest {
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private final World world = new World(World.Choices.calm(5));

    @BeforeEach
    void secure() {
        CalmWorld.secure(world, World.gold(INTERVAL, 3));
    }

    private void goesOn(Duration within) {
        int before = world.a.events(KeyInstalled.class).size();
        world.time.run(within);
        assertThat(world.a.events(KeyInstalled.class).size() - before)
                .as("keys installed in " + within)
                .isGreaterThanOrEqualTo((int) within.dividedBy(INTERVAL) - 2);
        // The two ends change keys one after the other.
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED) && world.bothSendUnderTheSameKey(), INTERVAL))
                .isTrue();
        assertThat(world.checker.violations()).isEmpty();
        assertThat(world.checker.framesLost()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void a_command_of_the_initiator_that_fails_once_is_made_good(Call call) {
        for (Mishap mishap : List.of(Mishap.REFUSED, Mishap.UNANSWERED)) {
            world.a.encDec().failNext(call, mishap, 1);
            goesOn(Duration.ofSeconds(100));
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void a_command_of_the_responder_that_fails_once_is_made_good(Call call) {
        for (Mishap mishap : List.of(Mishap.REFUSED, Mishap.UNANSWERED)) {
            world.b.encDec().failNext(call, mishap, 1);
            goesOn(Duration.ofSeconds(100));
        }
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void a_key_that_one_of_the_devices_does_not_take_is_given_up_and_the_next_is_taken(Call call) {
        for (Node node : List.of(world.a, world.b)) {
            node.encDec().failNext(call, Mishap.REFUSED, 4);
            goesOn(Duration.ofSeconds(160));
        }
    }

    @Test
    void a_key_that_the_responders_device_does_not_take_three_times_is_refused_so_that_the_initiator_takes_another() {
        List<KeyId> refused = new ArrayList<>();
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.Refuse refuse
                    && from.equals(World.B)
                    && refuse.reason() == ReasonCode.UNKNOWN_KEY) {
                refused.add(refuse.key());
            }
            return List.of(new Network.Passage(from, to, message));
        });
        world.b.encDec().failNext(Call.PREPARE, Mishap.REFUSED, 3);

        goesOn(Duration.ofSeconds(60));

        assertThat(refused).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_agent_killed_while_its_device_switches_comes_back_with_the_key(boolean initiator) {
        Node killed = initiator ? world.a : world.b;
        for (Mishap mishap : List.of(Mishap.REFUSED, Mishap.UNANSWERED)) {
            killed.encDec().failNext(Call.SWITCH, mishap, 1);
            killed.encDec().onMishap(killed::crashForAWhile);
            goesOn(Duration.ofSeconds(160));
        }
    }

    @Test
    void a_device_that_takes_no_key_any_more_does_not_keep_the_old_one_past_its_maximum_age() {
        world.a.encDec().failNext(Call.SWITCH, Mishap.REFUSED, Integer.MAX_VALUE);

        world.time.run(INTERVAL.multipliedBy(10).plusSeconds(5));

        assertThat(world.a.encDec().sendingKey()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_key_that_others_took_from_what_is_sent_under_is_replaced_and_told(boolean atInitiator) {
        world.configure(World.gold(Duration.ofHours(1), 3));
        world.time.run(Duration.ofSeconds(2));
        Node node = atInitiator ? world.a : world.b;
        KeyId before = node.encDec().sendingKey().orElseThrow();

        node.encDec().loseSending();

        assertThat(world.time.runUntil(
                        () -> node.encDec()
                                .sendingKey()
                                .filter(key -> !key.equals(before))
                                .isPresent(),
                        Duration.ofSeconds(20)))
                .isTrue();
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofSeconds(20)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_command_that_outlived_its_agent_and_put_the_key_before_back_is_undone_and_costs_no_frame(
            boolean atInitiator) {
        Node node = atInitiator ? world.a : world.b;
        KeyId before = node.encDec().sendingKey().orElseThrow();
        assertThat(world.time.runUntil(() -> sendsUnderAnother(node, before), INTERVAL.multipliedBy(2)))
                .isTrue();

        node.encDec().sendAgainUnder(before);

        assertThat(world.time.runUntil(() -> sendsUnderAnother(node, before), Duration.ofSeconds(4)))
                .isTrue();
        goesOn(INTERVAL);
    }

    private static boolean sendsUnderAnother(Node node, KeyId before) {
        return node.encDec().sendingKey().filter(key -> !key.equals(before)).isPresent();
    }
}
