package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.protocol.Message;

/** The calls to the methods of a suite: at once, and with an end for each. */
final class MethodCallsTest {
    private final LoneExchange exchange = new LoneExchange();
    private final OneSide side = exchange.a;

    @Test
    void a_module_that_breaks_is_a_method_that_failed() {
        exchange.both.faults.get(World.KEM).errors(1);
        side.on(() -> exchange.initiator.start(World.GOLD));

        assertThat(exchange.ended())
                .containsExactly("failed kem+qkd METHOD_FAILED: kem: the module broke; see the log");
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void a_method_that_nobody_waits_for_any_more_is_not_asked() {
        side.holdsCalls();
        side.on(() -> exchange.initiator.start(World.GOLD));
        side.on(exchange.initiator::abandon);
        side.doesCalls();

        assertThat(exchange.both.methods).allMatch(method -> method.requests() == 0);
    }

    @Test
    void of_one_that_breaks_when_it_is_asked_what_it_offers_the_secret_is_wiped() {
        exchange.both.faults.get(World.KEM).offeringFails();
        side.on(() -> exchange.initiator.start(World.GOLD));

        assertThat(exchange.ended()).singleElement().asString().contains("kem: the module broke");
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void what_only_computes_is_kept_apart_from_what_waits_for_others() {
        exchange.make(World.GOLD);

        String combiner = "combiner hmac-sha384-extract";
        assertThat(side.computed()).containsExactly("method kem", "signatures", "method kem", combiner, "signatures");
        assertThat(exchange.b.computed()).containsExactly("method kem", combiner, "signatures", "signatures");
    }

    @Test
    void of_two_that_fail_the_first_is_told() {
        exchange.both.faults.get(World.KEM).errors(1);
        exchange.both.faults.get(World.QKD).dry(() -> true);
        side.on(() -> exchange.initiator.start(World.GOLD));

        assertThat(exchange.ended()).singleElement().asString().contains("kem: the module broke");
    }

    @Test
    void results_that_come_when_nobody_wants_them_any_more_are_wiped() {
        side.on(() -> {
            exchange.initiator.start(World.GOLD);
            exchange.initiator.abandon();
        });
        side.on(() -> {});

        assertThat(side.said()).isEmpty();
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void results_of_an_association_that_does_nothing_any_more_are_wiped() {
        side.holdsCalls();
        side.on(() -> exchange.initiator.start(World.GOLD));
        side.context.queue().close();
        side.doesCalls();

        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void a_second_step_that_is_not_begun_is_not_begun_any_more_and_its_secret_is_wiped_at_once() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.holdsCalls();
        side.on(() -> exchange.initiator.received(answer));
        side.doesCalls(1);
        side.on(exchange.initiator::abandon);

        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void behind_eight_calls_that_are_never_done_no_more_wait_and_when_they_are_done_others_may() {
        side.holdsCalls();
        for (int i = 0; i < 8; i++) {
            side.on(() -> exchange.initiator.start(World.GOLD));
            side.on(exchange.initiator::abandon);
        }
        assertThat(exchange.ended()).isEmpty();
        side.on(() -> exchange.initiator.start(World.GOLD));
        assertThat(exchange.ended())
                .containsExactly("failed kem+qkd METHOD_UNREACHABLE: kem: earlier calls are not done yet");

        side.doesCalls();
        exchange.offer(World.GOLD);
        assertThat(exchange.ended()).isEmpty();
    }

    @Test
    void a_second_step_that_finds_no_place_is_closed_too() {
        Message.Answer answer = exchange.answer(exchange.offer(World.GOLD));
        side.holdsCalls();
        for (int i = 0; i < 8; i++) {
            side.context.outstanding().take("method kem");
            side.context.outstanding().take("method qkd");
        }
        side.on(() -> exchange.initiator.received(answer));
        side.doesCalls(1);

        assertThat(exchange.ended()).singleElement().asString().contains("earlier calls are not done yet");
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void of_methods_that_are_late_the_one_that_is_not_done_is_named() {
        side.holdsCalls();
        side.on(() -> exchange.initiator.start(World.GOLD));
        side.doesCalls(1);
        exchange.passes(Duration.ofSeconds(16));

        assertThat(exchange.ended()).containsExactly("failed kem+qkd METHOD_UNREACHABLE: qkd: it is not done in time");
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void and_where_one_has_failed_before_that_one_is() {
        exchange.both.faults.get(World.KEM).errors(1);
        side.holdsCalls();
        side.on(() -> exchange.initiator.start(World.GOLD));
        side.doesCalls(1);
        assertThat(exchange.ended()).isEmpty();
        exchange.passes(Duration.ofSeconds(16));

        assertThat(exchange.ended()).singleElement().asString().contains("kem: the module broke");
    }
}
