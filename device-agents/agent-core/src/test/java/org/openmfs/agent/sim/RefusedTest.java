package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** A responder that refuses again and again what it is asked, for one reason or another. */
@Tag("not-under-mutation")
final class RefusedTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final World world = new World(World.Choices.calm(15));

    static Stream<Arguments> refusals() {
        return Stream.of(ReasonCode.values())
                .flatMap(reason -> Stream.of("Confirm", "InstallReceive").map(asked -> Arguments.of(reason, asked)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_key_that_is_refused_for_any_reason_does_not_keep_others_from_being_made(ReasonCode reason, String asked) {
        CalmWorld.secure(world, World.gold(INTERVAL, 2));
        refuse(asked, reason);
        int before = world.a.registry().keys().size();

        world.time.run(Duration.ofMinutes(9));

        assertThat(world.a.registry().keys().size() - before).isGreaterThan(1);
    }

    @ParameterizedTest
    @EnumSource(ReasonCode.class)
    void whatever_was_said_is_no_reason_any_more_when_keys_are_taken_again(ReasonCode reason) {
        CalmWorld.secure(world, World.gold(INTERVAL, 2));
        refuse("InstallReceive", reason);
        refuseKeyInUse(reason);
        world.time.run(Duration.ofMinutes(3));

        world.network.firewall((from, to, message) -> List.of(new Network.Passage(from, to, message)));

        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofMinutes(4)))
                .as(() -> world.a.report().reasons().toString())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal", "weaker-suite", "peer-unreachable", "key-expired"})
    void a_reason_that_no_refusal_has_is_taken_for_some_other(String word) {
        var refuse = new Message.Refuse(World.BLUE, KeyId.random(world.random), ReasonCode.of(word), "so");
        assertThat(refuse.reason()).isEqualTo(ReasonCode.OTHER);
    }

    private void refuseKeyInUse(ReasonCode reason) {
        world.a
                .report()
                .key()
                .ifPresent(key -> world.a.received(
                        World.B, new Message.Refuse(World.BLUE, key, reason, "said of the key in use")));
    }

    private void refuse(String asked, ReasonCode reason) {
        world.network.firewall((from, to, message) -> message.getClass()
                        .getSimpleName()
                        .equals(asked)
                ? List.of(new Network.Passage(
                        to, from, new Message.Refuse(message.association(), message.key(), reason, "not this one")))
                : List.of(new Network.Passage(from, to, message)));
    }
}
