package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyPolicy;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;

/** An initiator's agent by itself: what it says to its peer, and what it makes of what it hears. */
final class LoneAgentTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final KeyId SOME = new KeyId("0123456789abcdef0123456789abcdef");

    private final LoneAgent agent = new LoneAgent(Role.INITIATOR);
    private final OneSide side = agent.side;

    @Test
    void before_it_was_told_what_there_is_it_says_nothing() {
        agent.hears(new Message.Query(World.BLUE, SOME));
        agent.hears(new Message.Retire(World.BLUE, SOME, RetireCause.OTHER, ""));
        assertThat(side.said()).isEmpty();
        agent.associations.apply(List.of());
        agent.hears(new Message.Query(World.BLUE, SOME));
        agent.hears(new Message.Standing(World.BLUE, SOME, KeyStage.GONE));
        agent.hears(new Message.Retire(World.BLUE, SOME, RetireCause.OTHER, ""));

        assertThat(side.said())
                .containsExactly(
                        new Message.Refuse(
                                World.BLUE, SOME, ReasonCode.ASSOCIATION_MISSING, "no such association here"),
                        new Message.Retired(World.BLUE, SOME));
    }

    @Test
    void it_says_where_it_stands_with_a_key_when_it_is_asked() {
        KeyId used = agent.inUse(0);
        agent.started();
        side.said();
        agent.hears(new Message.Query(World.BLUE, used));
        agent.hears(new Message.Query(World.BLUE, SOME));

        assertThat(side.said(Message.Standing.class))
                .containsExactly(
                        new Message.Standing(World.BLUE, used, KeyStage.SENDING),
                        new Message.Standing(World.BLUE, SOME, KeyStage.UNKNOWN));
    }

    @Test
    void after_a_restart_it_asks_about_all_and_then_every_fifteen_seconds_about_what_is_in_use_and_one_of_the_stock() {
        KeyId used = agent.inUse(0);
        KeyId first = side.confirmed();
        KeyId second = side.confirmed();
        KeyId third = side.confirmed();
        agent.started();
        assertThat(queried()).containsExactly(used, first, second, third);

        agent.passes(Duration.ofMillis(14_500));
        assertThat(queried()).isEmpty();
        agent.passes(SECOND.plusMillis(500));
        assertThat(queried()).contains(used, first, second).doesNotContain(third);
    }

    @Test
    void a_peer_that_does_not_know_the_association_gets_no_offers_but_is_asked_every_two_seconds() {
        KeyId used = agent.inUse(0);
        agent.started();
        assertThat(side.said(Message.Offer.class)).hasSize(1);
        agent.passes(SECOND.multipliedBy(30));
        agent.hears(new Message.Refuse(World.BLUE, used, ReasonCode.ASSOCIATION_MISSING, "no"));
        assertThat(agent.codes()).contains(ReasonCode.ASSOCIATION_MISSING);
        side.said();
        agent.passes(SECOND);
        assertThat(queried()).isEmpty();
        agent.passes(SECOND.multipliedBy(6));
        assertThat(side.said(Message.Query.class))
                .hasSizeBetween(3, 4)
                .extracting(Message.Query::key)
                .contains(used);
        agent.passes(SECOND.multipliedBy(30));
        assertThat(side.said(Message.Offer.class)).isEmpty();

        agent.hears(new Message.Retired(World.BLUE, SOME));
        assertThat(agent.codes()).contains(ReasonCode.ASSOCIATION_MISSING);
        agent.hears(new Message.Standing(World.BLUE, used, KeyStage.SENDING));
        assertThat(agent.codes()).doesNotContain(ReasonCode.ASSOCIATION_MISSING);
        List<Message> said = side.said();
        assertThat(said).anyMatch(Message.Offer.class::isInstance).contains(new Message.Query(World.BLUE, used));
    }

    @Test
    void where_it_has_no_key_it_asks_about_any() {
        agent.started();
        agent.hears(new Message.Refuse(World.BLUE, SOME, ReasonCode.ASSOCIATION_MISSING, "no"));
        assertThat(agent.report().because()).contains("the peer, CF cf-b, does not know association blue/1");
        side.said();
        agent.passes(SECOND.multipliedBy(4));

        assertThat(side.said(Message.Query.class)).isNotEmpty();
    }

    @Test
    void an_order_to_retire_the_key_in_use_makes_it_ask_and_one_for_another_key_does_not() {
        KeyId used = agent.inUse(0);
        KeyId stock = side.confirmed();
        agent.started();
        side.said();
        agent.hears(new Message.Retire(World.BLUE, stock, RetireCause.WITHDRAWN, ""));
        assertThat(queried()).isEmpty();
        agent.hears(new Message.Retire(World.BLUE, used, RetireCause.WITHDRAWN, ""));
        assertThat(queried()).containsExactly(used);
    }

    @Test
    void while_the_link_is_down_it_says_so_and_when_it_is_back_it_asks_about_all() {
        KeyId used = agent.inUse(0);
        agent.started();
        agent.associations.linkChanged(new CfId("cf-x"), new PeerLink.LinkState.Down("another"));
        assertThat(agent.codes()).doesNotContain(ReasonCode.PEER_UNREACHABLE);
        agent.associations.linkChanged(World.B, new PeerLink.LinkState.Down("cut"));
        assertThat(agent.report().reasons())
                .anySatisfy(reason -> assertThat(reason.text()).contains("cut"));
        side.said();

        agent.associations.linkChanged(World.B, new PeerLink.LinkState.Up(3));
        assertThat(agent.codes()).doesNotContain(ReasonCode.PEER_UNREACHABLE);
        assertThat(agent.report().revision()).contains(3);
        assertThat(queried()).contains(used);
    }

    @Test
    void when_the_link_is_back_a_key_is_tried_at_once_however_often_the_peer_had_no_time_before() {
        agent.started();
        for (int i = 0; i < 5; i++) {
            side.said(Message.Offer.class)
                    .forEach(offer ->
                            agent.hears(new Message.Refuse(World.BLUE, offer.key(), ReasonCode.BUSY, "not now")));
            agent.passes(SECOND.multipliedBy(30));
        }
        side.said(Message.Offer.class)
                .forEach(offer -> agent.hears(new Message.Refuse(World.BLUE, offer.key(), ReasonCode.BUSY, "not now")));
        agent.passes(Duration.ofMillis(300));
        assertThat(side.said(Message.Offer.class)).isEmpty();

        agent.associations.linkChanged(World.B, new PeerLink.LinkState.Down("cut"));
        agent.associations.linkChanged(World.B, new PeerLink.LinkState.Up(2));
        agent.passes(Duration.ofMillis(300));

        assertThat(side.said(Message.Offer.class)).isNotEmpty();
    }

    @Test
    void an_association_that_comes_while_its_peer_is_away_knows_that() {
        agent.started();
        agent.associations.linkChanged(World.B, new PeerLink.LinkState.Down("cut"));
        agent.associations.apply(List.of(other()));
        assertThat(agent.associations.report(World.BLUE)).isEmpty();
        assertThat(agent.associations.reports().getFirst().reasons())
                .anySatisfy(reason -> assertThat(reason.text()).contains("cut"));

        agent.associations.apply(List.of());
        agent.associations.apply(List.of(agent.settings()));
        assertThat(agent.codes()).doesNotContain(ReasonCode.PEER_UNREACHABLE);
    }

    private AssociationSettings other() {
        AssociationSettings one = agent.settings();
        return new AssociationSettings(
                new AssociationId("green"), one.parties(), one.encDec(), one.policy(), one.life(), one.backoff());
    }

    @Test
    void a_withdrawal_is_told_the_peer_for_each_key_and_destroys_them_all() {
        KeyId used = agent.inUse(0);
        KeyId stock = side.confirmed();
        agent.started();
        side.said();
        agent.associations.apply(List.of());

        assertThat(side.said(Message.Retire.class))
                .extracting(Message.Retire::key, Message.Retire::cause)
                .contains(tuple(used, RetireCause.WITHDRAWN), tuple(stock, RetireCause.WITHDRAWN));
        assertThat(List.of(agent.stage(used), agent.stage(stock))).containsOnly(KeyStage.GONE);
        assertThat(side.told(AssociationEvent.KeyRetired.class)).hasSize(2);
        assertThat(agent.encDec.sending()).isEmpty();
        assertThat(agent.associations.reports()).isEmpty();
        assertThat(agent.associations.report(World.BLUE)).isEmpty();
        assertThat(side.reports()).extracting(AssociationReport::phase).last().isEqualTo(Phase.WITHDRAWING);
        agent.passes(Duration.ofMinutes(1));
        assertThat(side.said()).isEmpty();
    }

    @Test
    void a_withdrawal_goes_on_until_the_Enc_Dec_is_cleared_and_meanwhile_nothing_else_is_done() {
        KeyId used = agent.inUse(0);
        agent.started();
        agent.encDec.fails("clear", new EncDecFailure("busy"), 2);
        agent.associations.apply(List.of());
        assertThat(agent.stage(used)).isEqualTo(KeyStage.SENDING);
        assertThat(side.reports()).extracting(AssociationReport::phase).last().isEqualTo(Phase.WITHDRAWING);
        side.said();
        agent.hears(new Message.Query(World.BLUE, used));
        agent.hears(new Message.Retire(World.BLUE, used, RetireCause.OTHER, ""));
        assertThat(side.said(Message.Retired.class)).isEmpty();
        agent.associations.apply(List.of(agent.settings()));
        assertThat(agent.associations.reports()).isEmpty();

        agent.passes(SECOND.multipliedBy(3));
        assertThat(agent.stage(used)).isEqualTo(KeyStage.GONE);
        assertThat(agent.associations.reports()).hasSize(1);
        assertThat(agent.report().key()).isEmpty();
    }

    @Test
    void what_the_Enc_Dec_does_while_it_is_withdrawn_is_not_gone_on_with() {
        agent.inUse(0);
        KeyId next = side.confirmed();
        side.holdsCalls();
        agent.started();
        side.doesCalls(1);
        agent.associations.apply(List.of());
        side.doesCalls();

        assertThat(agent.encDec.calls()).containsExactly("prepare 1", "clear");
        assertThat(agent.stage(next)).isEqualTo(KeyStage.GONE);
        assertThat(side.said(Message.InstallReceive.class)).isEmpty();
    }

    @Test
    void a_method_s_trouble_is_told_where_the_next_key_would_be_made_by_it_and_goes_when_it_is_back() {
        agent.started();
        agent.associations.methodChanged(World.PSK, Optional.of("no file"));
        assertThat(agent.codes()).doesNotContain(ReasonCode.METHOD_UNREACHABLE);
        agent.associations.methodChanged(World.QKD, Optional.of("no file"));
        assertThat(agent.report().reasons())
                .anySatisfy(reason -> assertThat(reason.text()).isEqualTo("qkd: no file"));

        agent.associations.methodChanged(World.QKD, Optional.empty());
        assertThat(agent.codes()).doesNotContain(ReasonCode.METHOD_UNREACHABLE);
    }

    @Test
    void a_method_that_is_back_is_tried_at_once() {
        agent.started();
        agent.hears(new Message.Refuse(
                World.BLUE, side.said(Message.Offer.class).getFirst().key(), ReasonCode.METHOD_FAILED, "no"));
        assertThat(side.said(Message.Offer.class)).isEmpty();
        agent.associations.methodChanged(World.PSK, Optional.empty());
        assertThat(side.said(Message.Offer.class)).isEmpty();

        agent.associations.methodChanged(World.QKD, Optional.empty());
        agent.passes(Duration.ofMillis(1));
        assertThat(side.said(Message.Offer.class)).hasSize(1);
    }

    @Test
    void keys_of_a_suite_that_has_other_methods_now_go() {
        KeyId stock = side.confirmed();
        agent.started();
        agent.associations.apply(List.of(with(List.of(World.SILVER, World.GOLD))));
        assertThat(agent.stage(stock)).isNotEqualTo(KeyStage.REPLACED);

        Suite changed = new Suite(World.GOLD.id(), List.of(World.KEM, World.PSK), World.GOLD.combiner());
        agent.associations.apply(List.of(with(List.of(changed))));
        assertThat(agent.stage(stock)).isEqualTo(KeyStage.REPLACED);
        assertThat(side.registry.find(stock).orElseThrow().reason()).isEqualTo("its suite has other methods now");
    }

    private AssociationSettings with(List<Suite> suites) {
        AssociationSettings one = agent.settings();
        KeyPolicy policy = new KeyPolicy(suites, one.policy().floor(), Optional.empty());
        return new AssociationSettings(one.id(), one.parties(), one.encDec(), policy, one.life(), one.backoff());
    }

    @Test
    void an_operator_may_have_the_key_replaced_where_there_is_such_an_association() {
        KeyId used = agent.inUse(0);
        KeyId next = agent.placed(1, KeyStage.RECEIVING);
        agent.encDec.has(next, new Slot(1), false);
        agent.started();
        assertThat(agent.associations.rekey(new AssociationId("green"))).isFalse();
        agent.hears(new Message.ReceiveInstalled(World.BLUE, next, new Slot(1)));
        agent.hears(new Message.TransmitSwitched(World.BLUE, used));
        agent.passes(SECOND.multipliedBy(5));
        assertThat(agent.encDec.sending()).contains(used);

        assertThat(agent.associations.rekey(World.BLUE)).isTrue();
        assertThat(agent.encDec.sending()).contains(next);
    }

    @Test
    void a_clock_that_was_set_makes_all_keys_be_replaced() {
        KeyId stock = side.confirmed();
        KeyId used = agent.inUse(0);
        agent.started();
        side.time.setAhead(SECOND.multipliedBy(2));
        agent.passes(SECOND.multipliedBy(2));
        assertThat(agent.stage(stock)).isNotEqualTo(KeyStage.REPLACED);

        side.time.setAhead(Duration.ofMinutes(1));
        agent.passes(SECOND.multipliedBy(2));
        assertThat(agent.stage(stock)).isEqualTo(KeyStage.REPLACED);
        assertThat(side.registry.find(stock).orElseThrow().reason()).contains("the clock was set ahead by 60 s");
        assertThat(agent.encDec.sending()).contains(used);
    }

    @Test
    void one_that_was_set_while_no_agent_ran_does_so_too() {
        agent.inUse(0);
        KeyId stock = side.confirmed();
        side.time.setAhead(Duration.ofMinutes(1));
        agent.started();

        assertThat(agent.stage(stock)).isEqualTo(KeyStage.REPLACED);
    }

    @Test
    void a_journal_that_was_put_back_does_so_too() {
        agent.inUse(0);
        KeyId stock = side.confirmed();
        agent.encDec.knows(17);
        agent.started();

        assertThat(side.registry.find(stock).orElseThrow().reason()).contains("the journal was put back");
    }

    @Test
    void an_association_of_another_Enc_Dec_does_not_wait_for_one_that_is_being_withdrawn() {
        agent.inUse(0);
        agent.started();
        side.holdsCalls();
        AssociationSettings blue = agent.settings();
        AssociationSettings green = new AssociationSettings(
                new AssociationId("green/1"), blue.parties(), "spare", blue.policy(), blue.life(), blue.backoff());
        agent.associations.apply(List.of(green));

        assertThat(agent.encDec.sending())
                .as("the one before is not cleared yet")
                .isPresent();
        assertThat(agent.associations.report(green.id())).isPresent();
    }

    @Test
    void a_key_that_is_being_installed_is_asked_about_beside_the_oldest_of_the_stock() {
        KeyId stock = side.confirmed();
        KeyId placed = side.confirmed();
        side.context.keys().place(placed, new Slot(1), 0);
        agent.encDec.fails("prepare", new EncDecFailure("busy"), 1000);
        agent.started();
        agent.passes(side.context.pace().inquire().plus(SECOND));
        side.said();
        agent.passes(side.context.pace().inquire().plus(SECOND));

        assertThat(queried()).contains(stock, placed);
    }

    @Test
    void of_keys_that_wait_those_with_a_slot_and_the_oldest_other_are_asked_about_time_and_again() {
        KeyId oldest = side.confirmed();
        KeyId placed = side.confirmed();
        side.confirmed();
        KeyId youngest = side.confirmed();
        agent.started();
        agent.passes(side.context.pace().inquire().plus(SECOND));
        side.said();
        agent.passes(side.context.pace().inquire().plus(SECOND));

        assertThat(queried()).contains(oldest, placed).doesNotContain(youngest);
    }

    private List<KeyId> queried() {
        return side.said(Message.Query.class).stream().map(Message.Query::key).toList();
    }
}
