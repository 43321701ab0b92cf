package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.machine.Associations;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;

/** What an agent does about associations that broke, keys that nobody wants, and what is old. */
final class LoneAgentFaultsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final LoneAgent agent = new LoneAgent(Role.INITIATOR);
    private final OneSide side = agent.side;

    @Test
    void an_association_that_broke_says_so_keeps_its_key_and_is_started_again() {
        KeyId used = agent.inUse(0);
        agent.started();
        agent.encDec.breaks(true);
        agent.passes(SECOND.multipliedBy(3));
        agent.encDec.breaks(false);

        assertThat(agent.codes()).contains(ReasonCode.INTERNAL);
        assertThat(agent.report().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(agent.report().key()).contains(used);
        assertThat(side.told(AssociationEvent.RekeyFailed.class))
                .extracting(AssociationEvent.RekeyFailed::code)
                .contains(ReasonCode.INTERNAL);
        assertThat(agent.associations.reports()).hasSize(1);
        assertThat(side.reports()).contains(agent.report());
        side.said();
        agent.hears(new Message.Query(World.BLUE, used));
        assertThat(side.said()).isEmpty();
        agent.associations.apply(List.of(agent.settings()));
        assertThat(agent.codes()).contains(ReasonCode.INTERNAL);

        agent.passes(SECOND.multipliedBy(20));
        assertThat(agent.codes()).contains(ReasonCode.INTERNAL);
        assertThat(agent.report().phase()).isEqualTo(Phase.DEGRADED);
        agent.passes(SECOND.multipliedBy(20));
        assertThat(agent.codes()).doesNotContain(ReasonCode.INTERNAL);
        assertThat(agent.report().key()).contains(used);
        agent.hears(new Message.Query(World.BLUE, used));
        assertThat(side.said(Message.Standing.class)).hasSize(1);
    }

    @Test
    void one_that_breaks_before_it_has_a_key_waits_for_one() {
        agent.encDec.breaks(true);
        agent.started();
        agent.passes(SECOND.multipliedBy(3));

        assertThat(agent.report().phase()).isEqualTo(Phase.NEGOTIATING);
        assertThat(agent.report().because()).contains("stopped because of a fault, and started again");
    }

    @Test
    void the_key_of_one_that_stays_broken_does_not_outlive_its_age() {
        KeyId used = agent.inUse(0);
        agent.started();
        agent.encDec.breaks(true);
        agent.passes(agent.settings().life().maximumAge().minusSeconds(1));
        assertThat(agent.encDec.sending()).contains(used);
        agent.encDec.fails("clear", new EncDecFailure("busy"), 1);
        agent.passes(SECOND.multipliedBy(3).plusMillis(100));
        assertThat(agent.encDec.sending()).contains(used);

        agent.passes(SECOND);
        assertThat(agent.encDec.sending()).isEmpty();
        assertThat(side.told(AssociationEvent.TrafficStopped.class))
                .containsExactly(new AssociationEvent.TrafficStopped(
                        World.BLUE, ReasonCode.KEY_EXPIRED, "the key reached its maximum age"));
        assertThat(agent.report().phase()).isEqualTo(Phase.BLOCKED);
        assertThat(agent.report().key()).isEmpty();
    }

    @Test
    void that_it_is_gone_is_reported_at_once_and_not_when_the_association_is_started_again() {
        agent.inUse(0);
        agent.started();
        agent.passes(agent.settings().life().maximumAge().minusSeconds(6));
        agent.encDec.breaks(true);
        agent.passes(SECOND.multipliedBy(5));
        assertThat(side.reports().getLast().phase()).isEqualTo(Phase.DEGRADED);

        agent.passes(SECOND.multipliedBy(4));
        assertThat(side.reports().getLast().phase()).isEqualTo(Phase.BLOCKED);
        assertThat(side.reports().getLast().key()).isEmpty();
    }

    @Test
    void of_several_associations_the_one_whose_key_it_was_is_told() {
        agent.inUse(0);
        agent.associations.apply(List.of(green(), agent.settings()));
        agent.encDec.breaks(true);
        agent.passes(agent.settings().life().maximumAge().plusSeconds(4));

        assertThat(side.told(AssociationEvent.TrafficStopped.class))
                .extracting(AssociationEvent.TrafficStopped::association)
                .containsExactly(World.BLUE);
    }

    private AssociationSettings green() {
        AssociationSettings blue = agent.settings();
        return new AssociationSettings(
                new AssociationId("green/1"), blue.parties(), "spare", blue.policy(), blue.life(), blue.backoff());
    }

    @Test
    void where_another_association_has_another_Enc_Dec_the_one_of_an_orphan_is_cleared_all_the_same() {
        KeyId orphan = agent.inUse(0);
        agent.associations.apply(List.of(green()));

        assertThat(agent.encDec.holds(orphan)).isFalse();
        assertThat(agent.stage(orphan)).isEqualTo(KeyStage.GONE);
    }

    @Test
    void keys_of_an_association_that_nobody_wants_are_destroyed_and_the_Enc_Dec_that_has_one_cleared() {
        KeyId orphan = agent.inUse(0);
        KeyId stock = side.confirmed();
        agent.associations.apply(List.of());

        assertThat(agent.encDec.calls()).containsExactly("clear");
        assertThat(List.of(agent.stage(orphan), agent.stage(stock))).containsOnly(KeyStage.GONE);
        assertThat(side.registry.find(stock).orElseThrow().reason()).isEqualTo("its association is not wanted");
    }

    @Test
    void an_Enc_Dec_that_holds_none_of_this_agent_s_keys_is_not_cleared_for_that() {
        KeyId stock = side.confirmed();
        agent.encDec.has(new KeyId("0123456789abcdef0123456789abcdef"), new Slot(2), true);
        agent.associations.apply(List.of());

        assertThat(agent.encDec.calls()).isEmpty();
        assertThat(agent.stage(stock)).isEqualTo(KeyStage.GONE);
    }

    @Test
    void where_it_can_not_be_cleared_they_are_kept_and_it_is_tried_again_every_five_seconds() {
        KeyId orphan = agent.inUse(0);
        agent.encDec.fails("clear", new EncDecFailure("busy"), 2);
        agent.associations.apply(List.of());
        assertThat(agent.stage(orphan)).isEqualTo(KeyStage.SENDING);
        agent.hears(new Message.Retire(World.BLUE, orphan, RetireCause.OTHER, ""));
        assertThat(side.said()).isEmpty();
        agent.passes(Duration.ofMillis(4999));
        assertThat(agent.encDec.calls()).hasSize(1);
        agent.passes(Duration.ofMillis(1));
        assertThat(agent.stage(orphan)).isEqualTo(KeyStage.SENDING);

        agent.passes(SECOND.multipliedBy(5));
        assertThat(agent.stage(orphan)).isEqualTo(KeyStage.GONE);
        assertThat(agent.encDec.calls()).hasSize(2);
        agent.hears(new Message.Retire(World.BLUE, orphan, RetireCause.OTHER, ""));
        assertThat(side.said(Message.Retired.class)).hasSize(1);
    }

    @Test
    void orphans_are_looked_for_every_hour() {
        agent.associations.apply(List.of());
        KeyId late = side.confirmed();
        agent.passes(HOUR.minusSeconds(1));
        assertThat(agent.stage(late)).isEqualTo(KeyStage.CONFIRMED);

        agent.passes(SECOND);
        assertThat(agent.stage(late)).isEqualTo(KeyStage.GONE);
    }

    @Test
    void what_is_wanted_again_meanwhile_is_left_alone() {
        KeyId orphan = agent.inUse(0);
        side.holdsCalls();
        agent.associations.apply(List.of());
        agent.started();
        side.doesCalls();

        assertThat(agent.stage(orphan)).isEqualTo(KeyStage.SENDING);
        assertThat(agent.encDec.sending()).contains(orphan);
    }

    @Test
    void keys_that_are_gone_are_forgotten_after_thirty_days_and_those_never_used_after_an_hour() {
        KeyId used = agent.placed(0, KeyStage.SENDING);
        KeyId never = side.confirmed();
        agent.associations.apply(List.of());
        assertThat(side.registry.keys()).hasSize(2);
        agent.passes(HOUR.plusMinutes(1));
        assertThat(side.registry.find(never)).isPresent();
        agent.passes(HOUR);
        assertThat(side.registry.find(never)).isEmpty();
        agent.passes(Duration.ofDays(30).minusHours(2));
        assertThat(side.registry.find(used)).isPresent();

        agent.passes(HOUR.multipliedBy(3));
        assertThat(side.registry.find(used)).isEmpty();
    }

    @Test
    void an_external_key_is_remembered_for_sixty_days() {
        Origin origin = new Origin(World.QKD, "one");
        side.registry.claim(origin);
        agent.associations.apply(List.of());
        agent.passes(Duration.ofDays(60));
        assertThat(side.registry.claim(origin)).isFalse();

        agent.passes(HOUR.multipliedBy(2));
        assertThat(side.registry.claim(origin)).isTrue();
    }

    @Test
    void when_it_is_closed_keys_stay_and_nothing_is_said_any_more() {
        KeyId used = agent.inUse(0);
        agent.started();
        assertTimeout(SECOND.multipliedBy(4), agent.associations::close);
        side.said();
        agent.passes(Duration.ofMinutes(1));
        agent.hears(new Message.Query(World.BLUE, used));

        assertThat(side.said()).isEmpty();
        assertThat(agent.encDec.sending()).contains(used);
        assertThat(agent.stage(used)).isEqualTo(KeyStage.SENDING);
        agent.associations.close();
    }

    @Test
    void whoever_is_interrupted_while_it_waits_for_its_end_waits_no_longer_and_stays_interrupted() {
        Platform one = side.context.platform();
        Platform stuck = new Platform(
                one.machine(),
                one.clock(),
                one.random(),
                one.timers(),
                event -> {},
                one.work(),
                one.computing(),
                one.pace());
        Associations endless = new Associations(stuck, side.agentPorts(), World.ANY);
        Thread.currentThread().interrupt();
        endless.close();

        assertThat(Thread.interrupted()).isTrue();
    }
}
