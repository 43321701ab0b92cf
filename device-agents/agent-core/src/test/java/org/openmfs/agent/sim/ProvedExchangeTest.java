package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.Signature;
import org.openmfs.agent.sim.Network.Passage;

/** What the two CFs prove to each other beside the key: who they are, and that they mean the same by it. */
final class ProvedExchangeTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final World world = new World(World.Choices.calm(11));

    @Test
    void an_answer_that_another_signed_is_told_at_both_ends_and_no_key_is_made() {
        onItsWay(ProvedExchangeTest::answeredByAnother);
        start();

        assertThat(world.time.runUntil(() -> bothSay(ReasonCode.AUTHENTICATION_FAILED), SOON))
                .isTrue();
        nothingIsMadeFor(LONG);
    }

    @Test
    void a_confirmation_that_another_signed_is_told_at_both_ends_and_no_key_is_made() {
        onItsWay(ProvedExchangeTest::confirmedByAnother);
        start();

        assertThat(world.time.runUntil(() -> bothSay(ReasonCode.AUTHENTICATION_FAILED), SOON))
                .isTrue();
        nothingIsMadeFor(LONG);
    }

    @Test
    void an_offer_that_names_another_certificate_than_the_link_has_is_not_answered() {
        onItsWay(ProvedExchangeTest::offeredUnderAnotherCertificate);
        start();

        assertThat(world.time.runUntil(() -> says(world.a, ReasonCode.AUTHENTICATION_FAILED), SOON))
                .isTrue();
        nothingIsMadeFor(LONG);
    }

    @Test
    void a_reason_of_forgery_goes_with_the_next_key() {
        onItsWay(ProvedExchangeTest::answeredByAnother);
        start();
        world.time.runUntil(() -> bothSay(ReasonCode.AUTHENTICATION_FAILED), SOON);

        onItsWay(message -> message);

        assertThat(world.time.runUntil(this::isSecuredWithoutReason, LONG)).isTrue();
    }

    @Test
    void Enc_Decs_that_would_make_something_else_of_a_key_are_told_at_both_ends_and_no_key_is_made() {
        world.b
                .encDec()
                .be(
                        new Profile(
                                "macsec",
                                "gcm-aes-xpn-128",
                                KeyLength.bits(128),
                                new Shape(4, Shape.Keys.ONE_EACH, 12)),
                        Traits.OF_FRAMES);
        start();

        assertThat(world.time.runUntil(() -> bothSay(ReasonCode.ENC_DEC_DIFFERS), SOON))
                .isTrue();
        assertThat(texts(world.a)).anySatisfy(text -> assertThat(text).contains("256 bits", "128 bits"));
        nothingIsMadeFor(LONG);
        assertThat(world.checker.framesAccepted()).isZero();
    }

    @Test
    void nothing_is_offered_to_a_peer_that_was_never_met() {
        world.a.authenticator().unmet(true);
        onItsWay(message -> {
            assertThat(message).isNotInstanceOf(Message.Offer.class);
            return message;
        });
        start();
        world.time.run(LONG);
        assertThat(world.a.report().reasons()).noneMatch(reason -> reason.code() == ReasonCode.PEER_UNREACHABLE);

        onItsWay(message -> message);
        world.a.authenticator().unmet(false);

        assertThat(world.time.runUntil(this::isSecuredWithoutReason, LONG)).isTrue();
    }

    private void start() {
        world.configure(World.gold(Duration.ofMinutes(5), 1));
        world.start();
        world.time.run(Duration.ofMillis(500));
    }

    private void nothingIsMadeFor(Duration time) {
        world.time.run(time);
        assertThat(world.a.report().key()).isEmpty();
        assertThat(world.b.report().key()).isEmpty();
        assertThat(world.a.report().stock() + world.b.report().stock()).isZero();
    }

    private boolean isSecuredWithoutReason() {
        return world.a.report().key().isPresent()
                && world.a.report().reasons().isEmpty()
                && world.b.report().reasons().isEmpty();
    }

    private boolean bothSay(ReasonCode code) {
        return says(world.a, code) && says(world.b, code);
    }

    private static boolean says(Node node, ReasonCode code) {
        return CalmWorld.codes(node).contains(code);
    }

    private static List<String> texts(Node node) {
        return node.report().reasons().stream().map(reason -> reason.text()).toList();
    }

    private void onItsWay(UnaryOperator<Message> change) {
        world.network.firewall((from, to, message) -> List.of(new Passage(from, to, change.apply(message))));
    }

    private static Message answeredByAnother(Message message) {
        return message instanceof Message.Answer answer
                ? new Message.Answer(
                        answer.association(),
                        answer.key(),
                        answer.floor(),
                        answer.purpose(),
                        answer.nonce(),
                        answer.labelShare(),
                        answer.contributions(),
                        signedByAnother(answer.proof()))
                : message;
    }

    private static Message confirmedByAnother(Message message) {
        return message instanceof Message.Confirm confirm
                ? new Message.Confirm(confirm.association(), confirm.key(), signedByAnother(confirm.proof()))
                : message;
    }

    private static Message.Proof signedByAnother(Message.Proof proof) {
        return new Message.Proof(proof.tag(), new Signature(new byte[48]));
    }

    private static Message offeredUnderAnotherCertificate(Message message) {
        return message instanceof Message.Offer offer
                ? new Message.Offer(
                        offer.association(),
                        offer.key(),
                        offer.suites(),
                        offer.selected(),
                        offer.floor(),
                        offer.purpose(),
                        new Authenticator.Certificates(
                                new Octets(new byte[48]), offer.certificates().peer()),
                        offer.nonce(),
                        offer.labelShare(),
                        offer.contributions())
                : message;
    }
}
