package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyPolicy;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** A responder's agent by itself. */
final class LoneResponderTest {
    private final LoneAgent agent = new LoneAgent(Role.RESPONDER);
    private final OneSide side = agent.side;
    private final LoneExchange exchange = new LoneExchange();

    @Test
    void an_exchange_that_was_cut_off_by_a_restart_leaves_no_key() {
        KeyId derived = side.derived(World.GOLD);
        agent.started();

        assertThat(agent.stage(derived)).isEqualTo(KeyStage.GONE);
        assertThat(side.registry.find(derived).orElseThrow().reason()).isEqualTo("its exchange was cut off");
    }

    @Test
    void it_does_what_it_is_told_with_a_key() {
        KeyId key = side.confirmed();
        agent.started();
        agent.hears(new Message.InstallReceive(World.BLUE, key, new Slot(1)));
        agent.hears(new Message.SwitchTransmit(World.BLUE, key));
        assertThat(agent.encDec.sending()).contains(key);

        agent.hears(new Message.Standing(World.BLUE, key, KeyStage.SENDING));
        assertThat(agent.encDec.sending()).contains(key);
        agent.hears(new Message.Standing(World.BLUE, key, KeyStage.GONE));
        assertThat(agent.encDec.sending()).isEmpty();
    }

    @Test
    void where_the_initiator_has_the_key_in_use_no_more_it_says_that_no_traffic_flows() {
        KeyId used = agent.inUse(0);
        agent.started();
        agent.hears(new Message.Standing(World.BLUE, used, KeyStage.GONE));

        assertThat(agent.encDec.sending()).isEmpty();
        assertThat(agent.report().phase()).hasToString("BLOCKED");
    }

    @Test
    void what_only_a_responder_says_it_does_not_hear() {
        KeyId key = side.confirmed();
        agent.started();
        side.said();
        agent.hears(new Message.Confirmed(World.BLUE, key));
        agent.hears(new Message.ReceiveInstalled(World.BLUE, key, new Slot(1)));
        agent.hears(new Message.Retired(World.BLUE, key));

        assertThat(side.said()).isEmpty();
        assertThat(agent.stage(key)).isEqualTo(KeyStage.CONFIRMED);
    }

    @Test
    void keys_that_new_settings_forbid_are_refused_at_once() {
        KeyId used = agent.inUse(0);
        agent.started();
        side.said();
        agent.associations.apply(List.of(with(List.of(World.SILVER))));

        assertThat(side.said(Message.Refuse.class))
                .containsExactly(new Message.Refuse(
                        World.BLUE, used, ReasonCode.BELOW_FLOOR, "its suite is not allowed any more"));
    }

    @Test
    void an_offer_that_new_settings_allow_is_welcome() {
        agent.associations.apply(List.of(with(List.of(World.SILVER))));
        Message.Offer offer = exchange.offer(World.GOLD);
        agent.hears(offer);
        assertThat(side.refused()).containsExactly(ReasonCode.NO_COMMON_SUITE);
        agent.associations.apply(List.of(with(List.of(World.GOLD))));

        assertThat(side.said())
                .containsExactly(new Message.Reselect(World.BLUE, offer.key(), World.GOLD.id(), World.TWO_GROUNDS));
    }

    @Test
    void a_method_that_is_back_makes_an_offer_welcome_that_it_failed() {
        agent.started();
        Message.Offer offer = exchange.offer(World.GOLD);
        agent.hears(offer);
        assertThat(side.refused()).containsExactly(ReasonCode.METHOD_FAILED);
        agent.associations.methodChanged(World.KEM, Optional.empty());

        assertThat(side.said(Message.Reselect.class)).hasSize(1);
    }

    @Test
    void what_takes_too_long_is_given_up_and_it_works_meanwhile() {
        agent.started();
        side.holdsCalls();
        agent.hears(exchange.offer(World.GOLD));
        assertThat(agent.report().phase()).hasToString("NEGOTIATING");
        agent.passes(Duration.ofSeconds(12));

        assertThat(side.refused()).contains(ReasonCode.METHOD_UNREACHABLE);
    }

    private AssociationSettings with(List<Suite> suites) {
        AssociationSettings one = agent.settings();
        return new AssociationSettings(
                one.id(),
                one.parties(),
                one.encDec(),
                new KeyPolicy(suites, one.policy().floor(), Optional.empty()),
                one.life(),
                one.backoff());
    }
}
