package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** How long an initiator waits for its peer, its methods and its signatures, and what comes of what is late. */
final class InitiatorWaitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LoneExchange exchange = new LoneExchange();
    private final OneSide side = exchange.a;

    @Test
    void an_offer_is_repeated_until_patience_is_over_and_at_once_when_the_link_is_back() {
        Message.Offer offer = exchange.offer(World.GOLD);
        exchange.passes(Duration.ofSeconds(4));
        assertThat(side.said()).isNotEmpty().containsOnly(offer);
        side.on(exchange.initiator::linkIsUp);
        assertThat(side.said()).containsExactly(offer);

        exchange.passes(PATIENCE);
        assertThat(exchange.ended()).containsExactly("failed kem+qkd PEER_UNREACHABLE: no answer in time");
        assertThat(exchange.both.unwiped()).isZero();
        side.said();
        exchange.passes(PATIENCE);
        assertThat(side.said()).isEmpty();
    }

    @Test
    void a_method_that_does_not_come_to_an_end_is_named_when_patience_is_over() {
        side.holdsCalls();
        side.on(() -> exchange.initiator.start(World.BRONZE));
        exchange.passes(PATIENCE);
        assertThat(exchange.ended()).isEmpty();
        exchange.passes(Duration.ofMillis(250));
        assertThat(exchange.ended()).containsExactly("failed kem METHOD_UNREACHABLE: kem: it is not done in time");

        side.doesCalls();
        assertThat(side.said()).isEmpty();
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void nor_is_its_second_step_waited_for_longer() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.holdsCalls();
        side.on(() -> exchange.initiator.received(answer));
        exchange.passes(PATIENCE.plusMillis(250));
        assertThat(exchange.ended())
                .containsExactly("failed kem+qkd METHOD_FAILED: the answer's signature was not verified in time");
        assertThat(exchange.both.unwiped()).isZero();
        side.doesCalls();

        assertThat(side.said()).isEmpty();
        assertThat(exchange.initiator.idle()).isTrue();
    }

    @Test
    void a_confirmation_that_is_not_answered_is_told_of_and_given_up_after_two_minutes() {
        exchange.confirm(exchange.answer(exchange.offer(World.GOLD)));
        exchange.passes(Duration.ofSeconds(16));
        assertThat(side.codes()).containsExactly(ReasonCode.PEER_UNREACHABLE);
        exchange.passes(Duration.ofSeconds(104));
        assertThat(exchange.ended()).isEmpty();

        exchange.passes(Duration.ofSeconds(1));
        assertThat(exchange.ended())
                .containsExactly("disowned", "failed kem+qkd PEER_UNREACHABLE: the responder does not answer Confirm");
        assertThat(side.codes()).isEmpty();
    }

    @Test
    void secrets_that_are_not_there_in_time_are_not_waited_for_and_are_wiped_when_they_come() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.holdsCalls();
        side.on(() -> exchange.initiator.received(answer));
        side.doesCalls(1);
        exchange.passes(PATIENCE.plusMillis(250));
        assertThat(exchange.ended()).containsExactly("failed kem+qkd METHOD_UNREACHABLE: kem: it is not done in time");

        side.doesCalls();
        assertThat(side.said()).isEmpty();
        assertThat(exchange.both.unwiped()).isZero();
        assertThat(side.stage(answer.key())).isEqualTo(KeyStage.UNKNOWN);
    }

    @Test
    void a_proof_that_is_not_signed_in_time_is_not_waited_for() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.holdsCalls();
        side.on(() -> exchange.initiator.received(answer));
        side.doesCalls(4);
        assertThat(exchange.initiator.confirming(answer.key())).isTrue();
        exchange.passes(PATIENCE);
        assertThat(exchange.ended()).isEmpty();
        exchange.passes(Duration.ofMillis(250));
        assertThat(exchange.ended())
                .containsExactly("disowned", "failed kem+qkd METHOD_FAILED: the proof was not signed in time");

        side.doesCalls();
        assertThat(side.said()).isEmpty();
        assertThat(exchange.initiator.idle()).isTrue();
    }

    @Test
    void what_is_computed_for_an_exchange_that_was_given_up_goes_on_with_no_other() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.holdsCalls();
        side.on(() -> exchange.initiator.received(answer));
        side.on(exchange.initiator::abandon);
        side.on(() -> exchange.initiator.start(World.GOLD));
        side.doesCalls(1);
        assertThat(exchange.both.unwiped()).isZero();
        side.doesCalls();
        assertThat(side.said()).hasSize(1).first().isInstanceOf(Message.Offer.class);

        side.on(exchange.initiator::abandon);
        Message.Answer other = exchange.answer(exchange.offer(World.GOLD));
        side.holdsCalls();
        side.on(() -> exchange.initiator.received(other));
        side.doesCalls(3);
        side.on(exchange.initiator::abandon);
        side.on(() -> exchange.initiator.start(World.GOLD));
        side.doesCalls();
        assertThat(side.said()).hasSize(1).first().isInstanceOf(Message.Offer.class);
    }

    @Test
    void what_is_given_up_while_the_methods_begin_or_end_is_wiped() {
        side.holdsCalls();
        side.on(() -> exchange.initiator.start(World.GOLD));
        side.doesCalls(1);
        side.on(exchange.initiator::abandon);
        assertThat(exchange.both.unwiped()).isZero();
        side.doesCalls();
        assertThat(exchange.both.unwiped()).isZero();
        assertThat(side.said()).isEmpty();

        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.holdsCalls();
        side.on(() -> exchange.initiator.received(answer));
        side.doesCalls(2);
        side.on(exchange.initiator::abandon);
        side.doesCalls();
        assertThat(exchange.both.unwiped()).isZero();
    }
}
