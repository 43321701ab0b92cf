package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** Which suite the next key is made by, and when. */
final class SupplyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoneStock lone = new LoneStock();
    private final OneSide side = lone.side;

    @BeforeEach
    void two() {
        side.settings(List.of(World.GOLD, World.SILVER));
    }

    @Test
    void a_suite_that_failed_waits_and_the_next_best_is_tried_at_once() {
        assertThat(offeredAndRefused(ReasonCode.METHOD_FAILED)).isEqualTo(World.GOLD.id());
        assertThat(offeredAndRefused(ReasonCode.METHOD_FAILED)).isEqualTo(World.SILVER.id());
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();

        lone.passes(SECOND);
        assertThat(lone.offers()).extracting(Message.Offer::selected).containsExactly(World.GOLD.id());
    }

    @Test
    void what_is_nobody_s_suite_s_fault_keeps_all_of_them_waiting_longer_each_time() {
        for (Duration longest : List.of(SECOND, SECOND.multipliedBy(2), SECOND.multipliedBy(4))) {
            assertThat(offeredAndRefused(ReasonCode.BUSY)).isEqualTo(World.GOLD.id());
            lone.passes(longest.dividedBy(2).minusMillis(250));
            assertThat(lone.offers()).isEmpty();
            side.passes(longest.dividedBy(2).plusMillis(250), () -> {});
        }
    }

    @Test
    void a_key_that_was_made_ends_the_wait() {
        side.settings(List.of(World.GOLD));
        for (int i = 0; i < 3; i++) {
            offeredAndRefused(ReasonCode.METHOD_FAILED);
            side.passes(SECOND.multipliedBy(20), () -> {});
        }
        lone.upkeep();
        lone.answered(lone.offers().getFirst());
        offeredAndRefused(ReasonCode.METHOD_FAILED);
        lone.passes(SECOND);

        assertThat(lone.offers()).hasSize(1);
    }

    @Test
    void the_suite_that_the_responder_asks_for_is_offered_unless_it_refused_that() {
        lone.upkeep();
        reselect(lone.offers().getFirst(), World.SILVER.id());
        lone.upkeep();
        Message.Offer second = lone.offers().getFirst();
        assertThat(second.selected()).isEqualTo(World.SILVER.id());
        assertThat(side.codes()).isEmpty();

        reselect(second, World.GOLD.id());
        assertThat(side.codes()).contains(ReasonCode.NO_COMMON_SUITE);
    }

    @Test
    void one_that_is_not_allowed_or_that_it_just_refused_is_not() {
        for (SuiteId asked : List.of(World.BRONZE.id(), World.GOLD.id())) {
            LoneStock other = new LoneStock();
            other.side.settings(List.of(World.GOLD, World.SILVER));
            other.upkeep();
            Message.Offer offer = other.offers().getFirst();
            other.side.on(() -> other.stock.received(new Message.Reselect(World.BLUE, offer.key(), asked, World.ANY)));

            assertThat(other.side.codes()).contains(ReasonCode.NO_COMMON_SUITE);
            assertThat(other.side.report().counters().failures()).isEqualTo(1);
        }
    }

    @Test
    void one_that_it_asks_for_and_that_just_lacked_a_key_is_offered_when_two_seconds_are_over() {
        assertThat(offeredAndRefused(ReasonCode.METHOD_FAILED)).isEqualTo(World.GOLD.id());
        assertThat(offeredAndRefused(ReasonCode.METHOD_EXHAUSTED)).isEqualTo(World.SILVER.id());
        side.passes(SECOND, () -> {});
        lone.upkeep();
        reselect(lone.offers().getFirst(), World.SILVER.id());
        lone.passes(Duration.ofMillis(750));
        assertThat(lone.offers()).isEmpty();

        lone.passes(Duration.ofMillis(250));
        assertThat(lone.offers()).extracting(Message.Offer::selected).containsExactly(World.SILVER.id());
    }

    @Test
    void when_the_link_is_back_all_is_tried_at_once_but_not_faster_than_once_a_minute() {
        offeredAndRefused(ReasonCode.BUSY);
        side.on(lone.stock::linkIsUp);
        assertThat(offeredAndRefused(ReasonCode.BUSY)).isEqualTo(World.GOLD.id());
        side.on(lone.stock::linkIsUp);
        lone.upkeep();
        assertThat(lone.offers()).isEmpty();

        side.passes(SECOND.multipliedBy(60), () -> {});
        offeredAndRefused(ReasonCode.BUSY);
        side.on(lone.stock::linkIsUp);
        lone.upkeep();
        assertThat(lone.offers()).hasSize(1);
    }

    @Test
    void other_settings_let_all_be_tried_at_once() {
        offeredAndRefused(ReasonCode.METHOD_FAILED);
        offeredAndRefused(ReasonCode.METHOD_FAILED);
        side.on(lone.stock::reconfigured);
        lone.upkeep();

        assertThat(lone.offers()).extracting(Message.Offer::selected).containsExactly(World.GOLD.id());
    }

    @Test
    void a_method_that_is_back_lets_its_suites_be_tried_by_themselves_and_no_others() {
        offeredAndRefused(ReasonCode.METHOD_FAILED);
        offeredAndRefused(ReasonCode.METHOD_FAILED);
        side.afterwards(lone.stock::upkeep);
        side.on(() -> lone.stock.methodReturned(World.PSK));
        side.time.run(Duration.ofMillis(1));

        assertThat(lone.offers()).extracting(Message.Offer::selected).containsExactly(World.SILVER.id());
    }

    @Test
    void what_the_responder_would_take_now_is_offered_at_once_but_not_faster_than_once_a_second() {
        side.settings(List.of(World.GOLD));
        side.afterwards(lone.stock::upkeep);
        for (int i = 0; i < 4; i++) {
            lone.upkeep();
            lone.refused(lone.offers().getFirst(), ReasonCode.METHOD_FAILED);
            side.passes(SECOND.multipliedBy(20), () -> {});
        }
        side.on(() -> {});
        Message.Offer last = lone.offers().getLast();
        lone.refused(last, ReasonCode.BELOW_FLOOR);
        reselect(last, World.GOLD.id());
        side.time.run(Duration.ofMillis(1));
        Message.Offer again = lone.offers().getFirst();

        lone.refused(again, ReasonCode.BELOW_FLOOR);
        reselect(again, World.GOLD.id());
        side.time.run(Duration.ofMillis(990));
        assertThat(lone.offers()).isEmpty();
        side.time.run(Duration.ofMillis(20));
        assertThat(lone.offers()).hasSize(1);
    }

    @Test
    void a_method_without_keys_is_asked_again_after_five_seconds_at_the_latest_and_after_two_at_the_soonest() {
        side.settings(List.of(World.GOLD));
        side.afterwards(lone.stock::upkeep);
        lone.exchange.both.faults.get(World.QKD).dry(() -> true);
        lone.upkeep();
        int before = requests();
        side.time.run(Duration.ofMillis(1999));
        assertThat(requests()).isEqualTo(before);
        side.on(lone.stock::linkIsUp);
        side.on(lone.stock::reconfigured);
        assertThat(requests()).isEqualTo(before);
        side.time.run(Duration.ofMillis(1));
        side.on(() -> {});
        assertThat(requests()).isGreaterThan(before);

        side.time.run(SECOND.multipliedBy(120));
        before = requests();
        side.time.run(SECOND.multipliedBy(50));
        assertThat(requests() - before).isBetween(9, 11);
    }

    @Test
    void one_that_is_back_just_after_that_is_asked_again_as_soon_as_two_seconds_are_over() {
        side.settings(List.of(World.GOLD));
        side.afterwards(lone.stock::upkeep);
        lone.exchange.both.faults.get(World.QKD).dry(() -> true);
        lone.upkeep();
        side.time.run(SECOND.multipliedBy(120));
        int before = requests();
        while (requests() == before) {
            side.time.run(Duration.ofMillis(50));
        }
        before = requests();
        side.on(() -> lone.stock.methodReturned(World.QKD));
        side.time.run(Duration.ofMillis(1_900));
        assertThat(requests()).isEqualTo(before);

        side.time.run(Duration.ofMillis(100));
        assertThat(requests()).isGreaterThan(before);
    }

    @Test
    void a_responder_that_has_a_key_again_ends_the_wait_for_that_suite_alone() {
        Message.Offer last = refusedOften();

        reselect(last, World.SILVER.id());
        side.time.run(Duration.ofMillis(100));
        assertThat(lone.offers()).isEmpty();
    }

    @Test
    void a_responder_that_has_a_key_again_is_asked_at_once() {
        Message.Offer last = refusedOften();

        reselect(last, World.GOLD.id());
        side.time.run(Duration.ofMillis(100));
        assertThat(lone.offers()).hasSize(1);
    }

    @Test
    void with_a_key_in_use_it_is_asked_at_half_of_what_is_left_of_it() {
        side.settings(List.of(World.GOLD));
        side.afterwards(lone.stock::upkeep);
        lone.keyEnds = Optional.of(side.context.now().plusSeconds(1000));
        lone.exchange.both.faults.get(World.QKD).dry(() -> true);
        lone.upkeep();
        side.time.run(SECOND.multipliedBy(400));
        int before = requests();
        side.time.run(SECOND.multipliedBy(100));

        assertThat(requests() - before).isBetween(5, 12);
    }

    /** For want of a key at the responder, so that the next try is not soon; yields the last. */
    private Message.Offer refusedOften() {
        side.settings(List.of(World.GOLD));
        side.afterwards(lone.stock::upkeep);
        for (int i = 0; i < 4; i++) {
            lone.upkeep();
            lone.refused(lone.offers().getLast(), ReasonCode.METHOD_EXHAUSTED);
            side.passes(SECOND.multipliedBy(6), () -> {});
        }
        side.on(() -> {});
        Message.Offer last = lone.offers().getLast();
        lone.refused(last, ReasonCode.METHOD_EXHAUSTED);
        side.time.run(Duration.ofMillis(2_100));
        assertThat(lone.offers()).isEmpty();
        return last;
    }

    private int requests() {
        return lone.exchange.both.methods.stream()
                .mapToInt(FakeMethod::requests)
                .max()
                .orElseThrow();
    }

    private SuiteId offeredAndRefused(ReasonCode reason) {
        lone.upkeep();
        Message.Offer offer = lone.offers().getFirst();
        lone.refused(offer, reason);
        return offer.selected();
    }

    private void reselect(Message.Offer offer, SuiteId wanted) {
        side.on(() -> lone.stock.received(new Message.Reselect(World.BLUE, offer.key(), wanted, World.ANY)));
    }
}
