package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** A responder, broken or hostile, at which no key ever comes into use. */
final class EndlessKeysTest {
    private static final Duration TIME = Duration.ofMinutes(3);
    /** As many as a first wait of a second, doubled up to twenty, lets through, and what a stock holds. */
    private static final int SOME = 30;

    private final World world = new World(World.Choices.calm(23));

    @ParameterizedTest
    @EnumSource(
            value = ReasonCode.class,
            names = {"UNKNOWN_KEY", "BELOW_FLOOR"})
    void keys_that_the_responder_confirms_and_never_installs_are_made_ever_less_often(ReasonCode reason) {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        world.network.firewall((from, to, message) -> message instanceof Message.InstallReceive
                ? List.of(new Network.Passage(
                        to, from, new Message.Refuse(message.association(), message.key(), reason, "not this one")))
                : List.of(new Network.Passage(from, to, message)));
        int before = world.a.registry().keys().size();

        world.time.run(TIME);

        assertThat(world.a.registry().keys().size() - before).isLessThan(SOME);
    }

    @Test
    void a_responder_that_forgets_the_association_between_two_refusals_does_not_talk_the_wait_away() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        world.network.firewall((from, to, message) -> message instanceof Message.Offer
                ? Stream.of(
                                refusal(message, message.key(), ReasonCode.METHOD_FAILED),
                                refusal(message, KeyId.random(world.random), ReasonCode.ASSOCIATION_MISSING),
                                new Message.Query(message.association(), message.key()))
                        .map(said -> new Network.Passage(to, from, said))
                        .toList()
                : List.of(new Network.Passage(from, to, message)));
        int before = world.requests(World.QKD);

        world.time.run(TIME);

        assertThat(world.requests(World.QKD) - before).isLessThan(SOME);
    }

    @Test
    void one_key_that_the_responder_lost_is_one_loss_however_often_it_says_so() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 0));
        KeyId lost = world.a.report().key().orElseThrow();
        world.network.firewall((from, to, message) -> switch (message) {
            case Message.Offer offer -> List.of();
            case Message.Query query
            when from.equals(World.A) ->
                List.of(new Network.Passage(to, from, new Message.Standing(query.association(), lost, KeyStage.GONE)));
            default -> List.of(new Network.Passage(from, to, message));
        });
        world.time.run(Duration.ofMinutes(6));

        world.network.firewall((from, to, message) -> List.of(new Network.Passage(from, to, message)));

        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED)
                                && !world.a.report().key().equals(Optional.of(lost)),
                        Duration.ofMinutes(1)))
                .isTrue();
    }

    private static Message refusal(Message offer, KeyId key, ReasonCode reason) {
        return new Message.Refuse(offer.association(), key, reason, "so");
    }
}
