package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;
import org.openmfs.agent.protocol.Signature;

/** The initiator's half of an exchange, step by step. */
final class InitiatorRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LoneExchange exchange = new LoneExchange();
    private final OneSide side = exchange.a;

    @Test
    void a_key_is_offered_answered_confirmed_and_made_and_its_secrets_are_wiped() {
        Message.Offer offer = exchange.offer(World.GOLD);
        assertThat(offer.suites()).containsExactly(World.GOLD);
        assertThat(exchange.initiator.idle()).isFalse();
        Message.Confirm confirm = exchange.confirm(exchange.answer(offer));
        assertThat(exchange.initiator.confirming(offer.key())).isTrue();
        assertThat(side.stage(offer.key())).isEqualTo(KeyStage.DERIVED);
        Message.Confirmed confirmed = exchange.confirmed(confirm);
        side.on(() -> exchange.initiator.received(new Message.Confirmed(side.context.id(), other())));
        assertThat(exchange.ended()).isEmpty();

        side.on(() -> exchange.initiator.received(confirmed));
        assertThat(exchange.ended()).containsExactly("made kem+qkd");
        assertThat(side.stage(offer.key())).isEqualTo(KeyStage.CONFIRMED);
        assertThat(exchange.initiator.idle()).isTrue();
        assertThat(exchange.both.unwiped()).isZero();
        exchange.passes(PATIENCE);
        assertThat(side.said()).isEmpty();
    }

    @Test
    void a_peer_that_was_not_met_gets_no_offer_and_the_secrets_are_wiped() {
        side.authenticator.unmet(true);
        side.on(() -> exchange.initiator.start(World.GOLD));

        assertThat(side.said()).isEmpty();
        assertThat(exchange.ended()).containsExactly("failed kem+qkd PEER_UNREACHABLE: the peer was not met yet");
        assertThat(exchange.both.unwiped()).isZero();
        assertThat(exchange.initiator.idle()).isTrue();
    }

    @Test
    void an_external_key_that_is_delivered_twice_is_not_offered() {
        exchange.make(World.GOLD);
        exchange.ended();
        exchange.both.faults.get(World.QKD).set(0, 1, 0);
        side.on(() -> exchange.initiator.start(World.GOLD));

        assertThat(side.said()).isEmpty();
        assertThat(exchange.ended()).singleElement().asString().contains("METHOD_FAILED", "was delivered before");
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void a_method_that_fails_is_named_and_is_what_is_amiss() {
        exchange.both.faults.get(World.QKD).dry(() -> true);
        side.on(() -> exchange.initiator.start(World.GOLD));

        assertThat(exchange.ended()).containsExactly("failed kem+qkd METHOD_EXHAUSTED: qkd: KME has nothing");
        assertThat(side.codes()).containsExactly(ReasonCode.METHOD_EXHAUSTED);
        side.on(() -> side.context.health().clear(World.QKD));
        assertThat(side.codes()).isEmpty();
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void an_answer_to_another_offer_is_not_looked_at() {
        Message.Answer earlier = exchange.answer(exchange.offer(World.GOLD));
        side.on(exchange.initiator::abandon);
        exchange.offer(World.GOLD);
        side.on(() -> exchange.initiator.received(earlier));

        assertThat(side.said()).isEmpty();
        assertThat(exchange.ended()).isEmpty();
        assertThat(exchange.initiator.idle()).isFalse();
    }

    @Test
    void an_answer_that_is_not_well_formed_ends_the_exchange() {
        for (int wrong = 0; wrong < 3; wrong++) {
            Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
            Message.Answer spoilt = spoilt(answer, wrong);
            side.on(() -> exchange.initiator.received(spoilt));

            assertThat(exchange.ended()).containsExactly("failed kem+qkd METHOD_FAILED: the answer is not well formed");
            assertThat(exchange.initiator.idle()).isTrue();
            exchange.objects(answer.key(), ReasonCode.KEY_CONFIRMATION_FAILED);
        }
        assertThat(exchange.both.unwiped()).isZero();
    }

    private static Message.Answer spoilt(Message.Answer one, int part) {
        return new Message.Answer(
                one.association(),
                one.key(),
                one.floor(),
                one.purpose(),
                part == 0 ? new Octets(new byte[31]) : one.nonce(),
                part == 1 ? new Octets(new byte[47]) : one.labelShare(),
                part == 2 ? one.contributions().subList(0, 1) : one.contributions(),
                one.proof());
    }

    @Test
    void an_answer_of_a_side_with_a_higher_floor_or_another_purpose_ends_the_exchange() {
        Message.Answer high = exchange.answer(exchange.offer(World.GOLD));
        side.on(() -> exchange.initiator.received(with(high, new PolicyFloor(3, 2, Set.of()), high.purpose())));
        assertThat(exchange.ended())
                .containsExactly("failed kem+qkd BELOW_FLOOR: the suite is below the responder's floor");

        Message.Answer other = exchange.answer(exchange.offer(World.GOLD));
        Purpose elsewhere = new Purpose.Channel(PlainEncDec.profile(2));
        side.on(() -> exchange.initiator.received(with(other, other.floor(), elsewhere)));
        assertThat(exchange.ended())
                .containsExactly("failed kem+qkd ENC_DEC_DIFFERS: keys here are for "
                        + side.context.purpose().text() + ", the responder's for " + elsewhere.text());
    }

    private static Message.Answer with(Message.Answer one, PolicyFloor floor, Purpose purpose) {
        return new Message.Answer(
                one.association(),
                one.key(),
                floor,
                purpose,
                one.nonce(),
                one.labelShare(),
                one.contributions(),
                one.proof());
    }

    @Test
    void an_answer_with_a_wrong_tag_is_refused_and_alarmed() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.on(() -> exchange.initiator.received(proved(
                answer,
                new Message.Proof(new Octets(new byte[48]), answer.proof().signature()))));

        assertThat(side.refused()).containsExactly(ReasonCode.KEY_CONFIRMATION_FAILED);
        assertThat(side.told(AssociationEvent.ConfirmationMismatch.class)).hasSize(1);
        assertThat(side.report().counters().mismatches()).isEqualTo(1);
        assertThat(exchange.ended()).singleElement().asString().contains("KEY_CONFIRMATION_FAILED");
        assertThat(side.stage(answer.key())).isEqualTo(KeyStage.UNKNOWN);
    }

    @Test
    void an_answer_that_another_signed_is_refused() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.on(() -> exchange.initiator.received(
                proved(answer, new Message.Proof(answer.proof().tag(), new Signature(new byte[48])))));

        assertThat(side.refused()).containsExactly(ReasonCode.AUTHENTICATION_FAILED);
        assertThat(exchange.ended()).singleElement().asString().contains("AUTHENTICATION_FAILED");
        assertThat(side.stage(answer.key())).isEqualTo(KeyStage.UNKNOWN);
    }

    private static Message.Answer proved(Message.Answer one, Message.Proof proof) {
        return new Message.Answer(
                one.association(),
                one.key(),
                one.floor(),
                one.purpose(),
                one.nonce(),
                one.labelShare(),
                one.contributions(),
                proof);
    }

    @Test
    void a_certificate_that_is_replaced_before_it_signs_ends_the_exchange() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.authenticator.renew();
        side.on(() -> exchange.initiator.received(answer));

        assertThat(side.said()).isEmpty();
        assertThat(exchange.ended())
                .containsExactly(
                        "disowned",
                        "failed kem+qkd AUTHENTICATION_FAILED: this CF's certificate was replaced meanwhile");
        assertThat(exchange.initiator.idle()).isTrue();
    }

    @Test
    void what_the_responder_refuses_fails_for_its_reason_and_may_be_welcome_later() {
        Message.Offer offer = exchange.offer(World.GOLD);
        exchange.refuse(other(), ReasonCode.BELOW_FLOOR);
        assertThat(exchange.ended()).isEmpty();
        exchange.refuse(offer.key(), ReasonCode.BELOW_FLOOR);
        assertThat(exchange.ended()).containsExactly("failed kem+qkd BELOW_FLOOR: the responder says: planted");
        assertThat(exchange.both.unwiped()).isZero();

        reselect(other());
        assertThat(exchange.ended()).isEmpty();
        reselect(offer.key());
        reselect(offer.key());
        assertThat(exchange.ended()).containsExactly("welcome kem+psk");
    }

    @Test
    void what_is_refused_for_a_reason_without_a_cure_is_not_welcome_later() {
        Message.Offer offer = exchange.offer(World.GOLD);
        exchange.refuse(offer.key(), ReasonCode.BUSY);
        exchange.ended();

        reselect(offer.key());
        assertThat(exchange.ended()).isEmpty();
    }

    @Test
    void a_responder_that_wants_another_suite_is_heard_unless_that_was_forbidden_meanwhile() {
        side.settings(List.of(World.GOLD, World.SILVER));
        reselect(exchange.offer(World.GOLD).key());
        assertThat(exchange.ended()).containsExactly("reselected kem+psk for kem+qkd");
        assertThat(exchange.both.unwiped()).isZero();

        Message.Offer outdated = exchange.offer(World.GOLD);
        side.settings(List.of(World.GOLD));
        reselect(outdated.key());
        assertThat(exchange.ended()).isEmpty();
        assertThat(exchange.initiator.idle()).isTrue();

        reselect(exchange.offer(World.GOLD).key());
        assertThat(exchange.ended()).containsExactly("reselected kem+psk for kem+qkd");
    }

    @Test
    void an_offer_of_a_suite_that_new_settings_forbid_is_taken_back() {
        Message.Offer offer = exchange.offer(World.GOLD);
        side.on(exchange.initiator::reconfigured);
        assertThat(side.said()).isEmpty();
        side.settings(List.of(World.SILVER));
        side.on(exchange.initiator::reconfigured);

        assertThat(side.said())
                .containsExactly(new Message.Retire(
                        side.context.id(), offer.key(), RetireCause.OTHER, "its suite is not allowed any more"));
        assertThat(exchange.ended()).isEmpty();
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void a_key_that_is_being_confirmed_is_not_taken_back() {
        exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        side.settings(List.of(World.SILVER));
        side.on(exchange.initiator::reconfigured);

        assertThat(side.said()).isEmpty();
        assertThat(exchange.initiator.idle()).isFalse();
    }

    @Test
    void a_confirmation_that_is_refused_for_good_disowns_the_key() {
        for (ReasonCode reason :
                List.of(ReasonCode.UNKNOWN_KEY, ReasonCode.KEY_CONFIRMATION_FAILED, ReasonCode.AUTHENTICATION_FAILED)) {
            Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
            exchange.refuse(other(), reason);
            assertThat(exchange.ended()).isEmpty();
            exchange.refuse(confirm.key(), reason);

            List<String> ended = exchange.ended();
            assertThat(ended).hasSize(2).first().isEqualTo("disowned");
            assertThat(ended.getLast()).startsWith("failed kem+qkd " + reason);
            assertThat(exchange.initiator.idle()).isTrue();
        }
        assertThat(side.report().counters().mismatches()).isEqualTo(1);
    }

    @Test
    void one_that_is_refused_for_now_is_repeated_told_of_and_given_up_after_two_minutes() {
        Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        exchange.refuse(confirm.key(), ReasonCode.BUSY);
        assertThat(side.codes()).containsExactly(ReasonCode.BUSY);
        for (int seconds = 1; seconds < 120; seconds++) {
            exchange.passes(Duration.ofSeconds(1));
            exchange.refuse(confirm.key(), ReasonCode.BUSY);
        }
        assertThat(exchange.ended()).isEmpty();
        assertThat(side.said()).contains(confirm);

        exchange.passes(Duration.ofSeconds(1));
        exchange.refuse(confirm.key(), ReasonCode.BUSY);
        assertThat(exchange.ended()).containsExactly("disowned", "failed kem+qkd BUSY: the responder says: planted");
    }

    @Test
    void a_responder_that_says_it_has_no_such_key_disowns_the_one_that_is_confirmed_and_no_other() {
        Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        side.on(() -> exchange.initiator.disowned(other()));
        assertThat(exchange.ended()).isEmpty();

        side.on(() -> exchange.initiator.disowned(confirm.key()));
        assertThat(exchange.ended()).hasSize(2).first().isEqualTo("disowned");
    }

    @Test
    void a_method_that_fails_at_its_second_step_is_named_too() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        exchange.both.faults.get(World.QKD).set(1, 0, 0);
        side.on(() -> exchange.initiator.received(answer));

        assertThat(exchange.ended()).singleElement().asString().endsWith("qkd: KME says no");
        assertThat(exchange.initiator.idle()).isTrue();
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void trouble_of_its_methods_is_over_when_they_are_through_and_of_the_peer_when_it_answers() {
        side.context.health().raise(ReasonCode.METHOD_UNREACHABLE, World.QKD, "before");
        Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        assertThat(side.codes()).isEmpty();

        exchange.passes(PATIENCE.plusSeconds(1));
        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
        Message.Confirmed confirmed = exchange.confirmed(confirm);
        side.on(() -> exchange.initiator.received(confirmed));
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void a_key_id_that_another_association_has_makes_no_key() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.hasElsewhere(answer.key());
        side.on(() -> exchange.initiator.received(answer));

        assertThat(exchange.ended()).containsExactly("failed kem+qkd METHOD_FAILED: this key id was used before");
        assertThat(side.said()).isEmpty();
    }

    private void reselect(KeyId key) {
        side.on(() -> exchange.initiator.received(
                new Message.Reselect(side.context.id(), key, World.SILVER.id(), World.ANY)));
    }

    private static KeyId other() {
        return new KeyId("0123456789abcdef0123456789abcdef");
    }
}
