package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;

/** The responder's half of exchanges, step by step. */
final class ResponderRunTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoneExchange exchange = new LoneExchange();
    private final OneSide side = exchange.b;

    @Test
    void an_offer_is_answered_once_and_the_answer_repeated_and_its_secrets_are_wiped() {
        Message.Offer offer = exchange.offer(World.GOLD);
        Message.Answer answer = exchange.answer(offer);
        assertThat(side.stage(offer.key())).isEqualTo(KeyStage.DERIVED);
        assertThat(exchange.answer(offer)).isEqualTo(answer);
        assertThat(exchange.responder.idle()).isFalse();

        Message.Confirm confirm = exchange.confirm(answer);
        assertThat(exchange.confirmed(confirm)).isEqualTo(new Message.Confirmed(side.context.id(), offer.key()));
        assertThat(side.stage(offer.key())).isEqualTo(KeyStage.CONFIRMED);
        assertThat(exchange.confirmed(confirm).key()).isEqualTo(offer.key());
        assertThat(exchange.responder.idle()).isTrue();
        assertThat(side.report().counters().exchanges()).isEqualTo(1);
        receives(offer);
        assertThat(side.said()).isEmpty();
        assertThat(exchange.both.unwiped()).isZero();
    }

    @Test
    void what_stood_in_the_way_of_exchanges_is_over_when_a_key_is_confirmed() {
        side.context.health().raise(ReasonCode.BELOW_FLOOR, "before");
        side.context.health().raise(ReasonCode.BUSY, "before");
        exchange.make(World.GOLD);

        assertThat(side.codes()).isEmpty();
    }

    @Test
    void an_offer_that_comes_again_while_it_is_answered_is_answered_once() {
        Message.Offer offer = exchange.offer(World.GOLD);
        side.holdsCalls();
        receives(offer);
        receives(offer);
        side.doesCalls();

        assertThat(side.said(Message.Answer.class)).hasSize(1);
    }

    @Test
    void a_key_id_that_was_used_before_is_refused() {
        Message.Offer offer = exchange.offer(World.GOLD);
        KeyId key = exchange.answer(offer).key();
        side.on(() -> exchange.responder.forget(key, "planted"));
        assertThat(side.stage(key)).isEqualTo(KeyStage.GONE);
        receives(offer);

        assertThat(side.refused()).containsExactly(ReasonCode.UNKNOWN_KEY);
    }

    @Test
    void four_exchanges_at_once_are_answered_and_a_fifth_is_not() {
        List<Message.Offer> offers = offers(6);
        side.holdsCalls();
        offers.subList(0, 5).forEach(this::receives);
        assertThat(side.refused()).containsExactly(ReasonCode.BUSY);

        side.doesCalls();
        assertThat(side.said(Message.Answer.class)).hasSize(4);
        receives(offers.get(5));
        assertThat(side.said(Message.Answer.class)).hasSize(1);
    }

    @Test
    void those_whose_proof_is_computed_count_among_them() {
        List<Message.Offer> offers = offers(5);
        side.holdsCalls();
        offers.subList(0, 2).forEach(this::receives);
        side.doesCalls(4);
        offers.subList(2, 5).forEach(this::receives);

        assertThat(side.refused()).containsExactly(ReasonCode.BUSY);
    }

    @Test
    void a_key_id_that_another_association_has_is_refused() {
        Message.Offer offer = exchange.offer(World.GOLD);
        side.holdsCalls();
        receives(offer);
        side.hasElsewhere(offer.key());
        side.doesCalls();

        assertThat(side.refused()).containsExactly(ReasonCode.UNKNOWN_KEY);
        assertThat(exchange.responder.idle()).isTrue();
    }

    @Test
    void of_answers_that_nobody_confirms_the_oldest_is_forgotten_for_a_fifth() {
        List<Message.Offer> offers = offers(5);
        for (Message.Offer offer : offers) {
            exchange.answer(offer);
            side.passes(SECOND, () -> {});
        }

        assertThat(offers.stream().map(Message.Offer::key).map(side::stage))
                .containsExactly(KeyStage.GONE, KeyStage.DERIVED, KeyStage.DERIVED, KeyStage.DERIVED, KeyStage.DERIVED);
    }

    @Test
    void offers_without_end_are_answered_once_a_second_when_a_stock_s_worth_was_answered() {
        int most = 16 + 2 * side.context.settings().life().stockTarget();
        for (Message.Offer offer : offers(most)) {
            exchange.answer(offer);
        }
        offers(1).forEach(this::receives);
        assertThat(side.refused()).containsExactly(ReasonCode.BUSY);

        side.passes(SECOND, () -> {});
        exchange.answer(offers(1).getFirst());
        offers(1).forEach(this::receives);
        assertThat(side.refused()).containsExactly(ReasonCode.BUSY);
    }

    @Test
    void eighty_keys_that_nobody_uses_are_enough() {
        for (int i = 0; i < 79; i++) {
            side.confirmed();
        }
        exchange.answer(exchange.offer(World.GOLD));
        side.confirmed();
        receives(again(exchange.offer(World.GOLD)));

        assertThat(side.refused()).containsExactly(ReasonCode.BUSY);
    }

    @Test
    void what_an_offer_says_of_the_initiator_s_floor_is_kept() {
        side.settings(List.of(World.SILVER, World.GOLD));
        assertThat(side.context.best()).contains(World.SILVER);
        receives(above(exchange.offer(World.GOLD), new PolicyFloor(2, 2, Set.of(Ground.QUANTUM_CHANNEL))));

        assertThat(side.context.knowsPeerFloor()).isTrue();
        assertThat(side.context.best()).contains(World.GOLD);
    }

    private static Message.Offer above(Message.Offer one, PolicyFloor floor) {
        return new Message.Offer(
                one.association(),
                one.key(),
                one.suites(),
                one.selected(),
                floor,
                one.purpose(),
                one.certificates(),
                one.nonce(),
                one.labelShare(),
                one.contributions());
    }

    @Test
    void an_offer_that_is_not_well_formed_is_refused() {
        for (int wrong = 0; wrong < 3; wrong++) {
            receives(spoilt(offers(1).getFirst(), wrong));
            assertThat(side.refused()).containsExactly(ReasonCode.METHOD_FAILED);
        }
        assertThat(exchange.responder.idle()).isTrue();
    }

    private static Message.Offer spoilt(Message.Offer one, int part) {
        return new Message.Offer(
                one.association(),
                one.key(),
                one.suites(),
                one.selected(),
                one.floor(),
                one.purpose(),
                one.certificates(),
                part == 0 ? new Octets(new byte[33]) : one.nonce(),
                part == 1 ? new Octets(new byte[49]) : one.labelShare(),
                part == 2 ? one.contributions().subList(0, 1) : one.contributions());
    }

    @Test
    void an_offer_of_no_suite_that_does_is_refused_and_welcome_when_the_settings_allow_it() {
        side.settings(List.of(World.SILVER));
        Message.Offer offer = exchange.offer(World.GOLD);
        receives(offer);
        assertThat(side.refused()).containsExactly(ReasonCode.NO_COMMON_SUITE);
        side.on(exchange.responder::reconfigured);
        assertThat(side.said()).isEmpty();

        side.settings(List.of(World.GOLD));
        side.on(() -> exchange.responder.methodReturned(World.QKD));
        assertThat(side.said()).isEmpty();
        side.on(exchange.responder::reconfigured);
        assertThat(side.said())
                .containsExactly(new Message.Reselect(
                        side.context.id(),
                        offer.key(),
                        World.GOLD.id(),
                        side.context.settings().policy().floor()));
        side.on(exchange.responder::reconfigured);
        assertThat(side.said()).isEmpty();
    }

    @Test
    void another_of_the_offered_suites_is_asked_for_where_the_selected_one_does_not_do() {
        exchange.a.settings(List.of(World.SILVER, World.GOLD));
        Message.Offer offer = exchange.offer(World.SILVER);
        receives(offer);

        assertThat(side.said())
                .containsExactly(new Message.Reselect(
                        side.context.id(),
                        offer.key(),
                        World.GOLD.id(),
                        side.context.settings().policy().floor()));
    }

    @Test
    void of_a_refused_offer_another_suite_may_be_welcome_and_the_next_offer_makes_it_forgotten() {
        exchange.a.settings(List.of(World.SILVER, World.GOLD));
        side.settings(List.of(World.BRONZE));
        Message.Offer offer = exchange.offer(World.SILVER);
        receives(offer);
        assertThat(side.refused()).containsExactly(ReasonCode.NO_COMMON_SUITE);
        side.settings(List.of(World.GOLD));
        side.on(exchange.responder::reconfigured);
        assertThat(side.said())
                .containsExactly(new Message.Reselect(
                        side.context.id(),
                        offer.key(),
                        World.GOLD.id(),
                        side.context.settings().policy().floor()));

        side.settings(List.of(World.BRONZE));
        receives(again(offer));
        side.settings(List.of(World.GOLD));
        receives(offers(1).getFirst());
        side.said();
        side.on(exchange.responder::reconfigured);
        assertThat(side.said()).isEmpty();
    }

    @Test
    void a_method_that_fails_is_told_here_and_welcome_when_it_is_back() {
        Message.Offer offer = exchange.offer(World.GOLD);
        exchange.both.faults.get(World.QKD).forgets(() -> true);
        receives(offer);
        assertThat(side.refused()).containsExactly(ReasonCode.METHOD_EXHAUSTED);
        assertThat(side.codes()).containsExactly(ReasonCode.METHOD_EXHAUSTED);
        assertThat(side.report().counters().failures()).isEqualTo(1);
        assertThat(side.told(AssociationEvent.RekeyFailed.class))
                .containsExactly(new AssociationEvent.RekeyFailed(
                        side.context.id(), ReasonCode.METHOD_EXHAUSTED, "qkd: it is not in the file"));
        assertThat(exchange.both.unwiped()).isEqualTo(2);
        side.on(() -> side.context.health().clear(World.QKD));
        assertThat(side.codes()).isEmpty();

        side.on(() -> exchange.responder.methodReturned(World.KEM));
        side.on(exchange.responder::reconfigured);
        assertThat(side.said()).isEmpty();
        side.on(() -> exchange.responder.methodReturned(World.QKD));
        assertThat(side.said())
                .containsExactly(new Message.Reselect(
                        side.context.id(),
                        offer.key(),
                        World.GOLD.id(),
                        side.context.settings().policy().floor()));
    }

    @Test
    void its_trouble_is_over_when_it_answers() {
        exchange.both.faults.get(World.QKD).forgets(() -> true);
        receives(exchange.offer(World.GOLD));
        exchange.both.faults.get(World.QKD).forgets(() -> false);
        exchange.answer(exchange.offer(World.GOLD));

        assertThat(side.codes()).isEmpty();
    }

    @Test
    void an_external_key_that_was_delivered_before_is_refused() {
        Message.Offer offer = exchange.offer(World.GOLD);
        exchange.answer(offer);
        receives(again(offer));

        assertThat(side.refused()).containsExactly(ReasonCode.METHOD_FAILED);
        assertThat(exchange.both.unwiped()).isEqualTo(2);
    }

    @Test
    void settings_that_forbid_the_suite_while_the_methods_work_are_followed() {
        Message.Offer offer = exchange.offer(World.GOLD);
        side.holdsCalls();
        receives(offer);
        side.settings(List.of(World.SILVER));
        side.doesCalls();

        assertThat(side.refused()).containsExactly(ReasonCode.NO_COMMON_SUITE);
        assertThat(exchange.responder.idle()).isTrue();
    }

    @Test
    void a_method_that_does_not_come_to_an_end_is_given_up_before_the_initiator_gives_up() {
        Message.Offer offer = exchange.offer(World.GOLD);
        side.holdsCalls();
        receives(offer);
        side.passes(SECOND.multipliedBy(10), exchange.responder::tick);
        assertThat(side.said()).isEmpty();
        side.passes(SECOND, exchange.responder::tick);
        assertThat(side.refused()).containsExactly(ReasonCode.METHOD_UNREACHABLE);

        side.doesCalls();
        assertThat(side.said()).isEmpty();
        assertThat(exchange.both.unwiped()).isEqualTo(2);
    }

    private void receives(Message.Offer offer) {
        side.on(() -> exchange.responder.received(offer));
    }

    /** Offers that another exchange could have made. */
    private List<Message.Offer> offers(int count) {
        List<Message.Offer> offers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            exchange.a.on(exchange.initiator::abandon);
            offers.add(exchange.offer(World.GOLD));
        }
        return offers;
    }

    private Message.Offer again(Message.Offer offer) {
        return Offers.again(offer, KeyId.random(new java.util.Random(9)));
    }
}
