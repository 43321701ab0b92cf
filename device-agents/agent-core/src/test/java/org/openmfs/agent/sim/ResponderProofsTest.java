package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.Signature;

/** How a responder's key is proved at both ends, or destroyed. */
final class ResponderProofsTest {
    private static final Duration LIFE = Duration.ofSeconds(120);

    private final LoneExchange exchange = new LoneExchange();
    private final OneSide side = exchange.b;

    @Test
    void a_confirmation_with_a_wrong_tag_is_refused_alarmed_and_the_key_destroyed() {
        Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        receives(new Message.Confirm(
                confirm.association(),
                confirm.key(),
                new Message.Proof(new Octets(new byte[48]), confirm.proof().signature())));

        assertThat(side.refused()).containsExactly(ReasonCode.KEY_CONFIRMATION_FAILED);
        assertThat(side.codes()).containsExactly(ReasonCode.KEY_CONFIRMATION_FAILED);
        assertThat(side.told(AssociationEvent.ConfirmationMismatch.class)).hasSize(1);
        assertThat(side.stage(confirm.key())).isEqualTo(KeyStage.GONE);
        receives(confirm);
        assertThat(side.refused()).containsExactly(ReasonCode.UNKNOWN_KEY);
    }

    @Test
    void a_confirmation_that_another_signed_is_refused_and_the_key_destroyed() {
        Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        receives(new Message.Confirm(
                confirm.association(),
                confirm.key(),
                new Message.Proof(confirm.proof().tag(), new Signature(new byte[48]))));

        assertThat(side.refused()).containsExactly(ReasonCode.AUTHENTICATION_FAILED);
        assertThat(side.codes()).containsExactly(ReasonCode.AUTHENTICATION_FAILED);
        assertThat(side.stage(confirm.key())).isEqualTo(KeyStage.GONE);
        assertThat(exchange.responder.idle()).isTrue();
    }

    @Test
    void a_confirmation_is_looked_at_once_however_often_it_comes_meanwhile() {
        Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        side.holdsCalls();
        receives(confirm);
        receives(confirm);
        assertThat(side.said()).isEmpty();
        assertThat(exchange.responder.idle()).isFalse();
        side.doesCalls();

        assertThat(side.said()).containsExactly(new Message.Confirmed(side.context.id(), confirm.key()));
    }

    @Test
    void a_confirmation_of_a_key_that_was_given_up_meanwhile_confirms_nothing() {
        Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        side.holdsCalls();
        receives(confirm);
        side.on(() -> exchange.responder.forget(confirm.key(), "planted"));
        side.doesCalls();

        assertThat(side.said()).isEmpty();
        assertThat(side.stage(confirm.key())).isEqualTo(KeyStage.GONE);
    }

    @Test
    void nor_does_one_of_a_key_that_the_journal_has_given_up() {
        Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        side.holdsCalls();
        receives(confirm);
        side.on(() -> side.context.keys().move(confirm.key(), KeyStage.GONE, "planted"));
        side.doesCalls();

        assertThat(side.said()).isEmpty();
        assertThat(side.report().counters().exchanges()).isZero();
    }

    @Test
    void nor_does_an_answer_to_one_leave() {
        Message.Offer offer = exchange.offer(World.GOLD);
        side.holdsCalls();
        receives(offer);
        side.doesCalls(3);
        side.on(() -> exchange.responder.forget(offer.key(), "planted"));
        side.doesCalls();

        assertThat(side.said()).isEmpty();
        assertThat(exchange.responder.idle()).isTrue();
    }

    @Test
    void a_certificate_that_is_replaced_before_it_signs_is_told_the_initiator_and_the_key_destroyed() {
        Message.Offer offer = exchange.offer(World.GOLD);
        side.holdsCalls();
        receives(offer);
        side.doesCalls(3);
        assertThat(side.stage(offer.key())).isEqualTo(KeyStage.DERIVED);
        side.authenticator.renew();
        side.doesCalls();

        assertThat(side.refused()).containsExactly(ReasonCode.AUTHENTICATION_FAILED);
        assertThat(side.stage(offer.key())).isEqualTo(KeyStage.GONE);
    }

    @Test
    void an_initiator_that_does_not_take_the_answer_says_why_and_the_key_is_destroyed() {
        KeyId differs = exchange.answer(exchange.offer(World.GOLD)).key();
        exchange.objects(differs, ReasonCode.KEY_CONFIRMATION_FAILED);
        assertThat(side.stage(differs)).isEqualTo(KeyStage.GONE);
        assertThat(side.told(AssociationEvent.ConfirmationMismatch.class)).hasSize(1);
        assertThat(side.codes()).containsExactly(ReasonCode.KEY_CONFIRMATION_FAILED);

        exchange.a.on(exchange.initiator::abandon);
        KeyId forged = exchange.answer(exchange.offer(World.GOLD)).key();
        exchange.objects(forged, ReasonCode.AUTHENTICATION_FAILED);
        assertThat(side.stage(forged)).isEqualTo(KeyStage.GONE);
        assertThat(side.codes()).contains(ReasonCode.AUTHENTICATION_FAILED);
    }

    @Test
    void other_objections_and_those_to_other_keys_change_nothing() {
        KeyId key = exchange.answer(exchange.offer(World.GOLD)).key();
        exchange.objects(key, ReasonCode.BUSY);
        exchange.objects(KeyId.random(new Random(5)), ReasonCode.KEY_CONFIRMATION_FAILED);
        exchange.objects(KeyId.random(new Random(5)), ReasonCode.AUTHENTICATION_FAILED);

        assertThat(side.stage(key)).isEqualTo(KeyStage.DERIVED);
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void a_key_that_nobody_confirms_is_destroyed_after_two_minutes() {
        KeyId key = exchange.answer(exchange.offer(World.GOLD)).key();
        side.passes(LIFE, exchange.responder::tick);
        assertThat(side.stage(key)).isEqualTo(KeyStage.DERIVED);

        side.passes(Duration.ofMillis(250), exchange.responder::tick);
        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        assertThat(exchange.responder.idle()).isTrue();
    }

    @Test
    void a_proof_that_is_not_computed_in_time_is_given_up_and_the_initiator_told() {
        Message.Offer offer = exchange.offer(World.GOLD);
        side.holdsCalls();
        receives(offer);
        side.doesCalls(3);
        side.passes(Duration.ofSeconds(15), exchange.responder::tick);
        assertThat(side.said()).isEmpty();
        side.passes(Duration.ofMillis(250), exchange.responder::tick);

        assertThat(side.refused()).containsExactly(ReasonCode.UNKNOWN_KEY);
        assertThat(side.stage(offer.key())).isEqualTo(KeyStage.GONE);
    }

    @Test
    void a_confirmation_of_what_is_not_waited_for_is_answered_by_what_became_of_the_key() {
        Message.Confirm confirm = exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        for (KeyId known : List.of(at(KeyStage.CONFIRMED), at(KeyStage.RECEIVING), at(KeyStage.SENDING))) {
            receives(new Message.Confirm(confirm.association(), known, confirm.proof()));
            assertThat(side.said()).containsExactly(new Message.Confirmed(side.context.id(), known));
        }
        for (KeyId unknown : List.of(side.derived(World.GOLD), at(KeyStage.GONE), KeyId.random(new Random(5)))) {
            receives(new Message.Confirm(confirm.association(), unknown, confirm.proof()));
            assertThat(side.refused()).containsExactly(ReasonCode.UNKNOWN_KEY);
        }
    }

    @Test
    void what_is_given_up_is_not_gone_on_with() {
        exchange.answer(exchange.offer(World.GOLD));
        exchange.a.on(exchange.initiator::abandon);
        Message.Offer offer = exchange.offer(World.GOLD);
        side.holdsCalls();
        receives(offer);
        side.doesCalls(2);
        side.on(exchange.responder::abandon);
        assertThat(exchange.responder.idle()).isTrue();
        side.doesCalls();

        assertThat(side.said()).isEmpty();
        exchange.a.on(exchange.initiator::abandon);
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void a_key_that_is_confirmed_is_not_forgotten_with_its_exchange() {
        KeyId key = exchange.make(World.GOLD);
        side.on(() -> exchange.responder.forget(key, "planted"));

        assertThat(side.stage(key)).isEqualTo(KeyStage.CONFIRMED);
    }

    private KeyId at(KeyStage stage) {
        KeyId key = side.confirmed();
        if (stage != KeyStage.CONFIRMED) {
            side.on(() -> side.context.keys().move(key, stage, "planted"));
        }
        return key;
    }

    private void receives(Message.Offer offer) {
        side.on(() -> exchange.responder.received(offer));
    }

    private void receives(Message.Confirm confirm) {
        side.on(() -> exchange.responder.received(confirm));
    }
}
