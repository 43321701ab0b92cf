package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.association.Health;
import org.openmfs.agent.association.Health.Activity;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.ReasonCode;

/** What is amiss with an association, and when it is told. */
final class HealthTest {
    private static final AssociationId ID = World.BLUE;
    private static final MethodId QKD = new MethodId("qkd");
    private static final MethodId KEM = new MethodId("kem");
    private static final SuiteId GOLD = new SuiteId("gold");
    private static final SuiteId SILVER = new SuiteId("silver");

    private final OneSide side = new OneSide(Role.INITIATOR);
    private final Health health = side.context.health();

    @Test
    void a_reason_that_is_raised_again_has_the_new_words_and_the_first_time() {
        health.raise(ReasonCode.BUSY, "one");
        Instant first = side.time.now().wall();
        side.time.run(Duration.ofSeconds(1));
        health.raise(ReasonCode.BUSY, "other");

        assertThat(reasons()).containsExactly(new Reason(ReasonCode.BUSY, "other", first));
        health.clear(ReasonCode.BUSY);
        health.raise(ReasonCode.BUSY, "one");
        assertThat(reasons()).containsExactly(new Reason(ReasonCode.BUSY, "one", first.plusSeconds(1)));
    }

    @Test
    void while_the_link_is_down_that_is_why_the_peer_does_not_answer() {
        assertThat(health.linkIsDown()).isFalse();
        health.linkDown("cut");
        health.raise(ReasonCode.PEER_UNREACHABLE, "no answer");
        health.raise(ReasonCode.BUSY, "busy");
        assertThat(health.linkIsDown()).isTrue();
        assertThat(reasons()).extracting(Reason::text).containsExactly("the link to the peer is down: cut", "busy");

        health.linkUp(2);
        assertThat(health.linkIsDown()).isFalse();
        assertThat(report().revision()).contains(2);
        assertThat(codes()).containsExactly(ReasonCode.BUSY);
        health.raise(ReasonCode.PEER_UNREACHABLE, "no answer");
        assertThat(reasons()).extracting(Reason::text).contains("no answer");
    }

    @Test
    void what_is_amiss_with_a_method_takes_the_place_of_what_was_and_goes_with_it() {
        health.raise(ReasonCode.METHOD_UNREACHABLE, QKD, "no answer");
        health.raise(ReasonCode.METHOD_FAILED, KEM, "broke");
        health.raise(ReasonCode.METHOD_EXHAUSTED, QKD, "dry");
        assertThat(reasons()).extracting(Reason::text).containsExactlyInAnyOrder("kem: broke", "qkd: dry");

        health.clear(QKD);
        assertThat(codes()).containsExactly(ReasonCode.METHOD_FAILED);
        health.raise(ReasonCode.METHOD_FAILED, "of nobody");
        health.clear(KEM);
        assertThat(codes()).containsExactly(ReasonCode.METHOD_FAILED);
    }

    @Test
    void methods_that_lack_the_same_are_told_each_and_since_when() {
        health.raise(ReasonCode.METHOD_UNREACHABLE, QKD, "no answer");
        Instant first = side.time.now().wall();
        side.time.run(Duration.ofSeconds(1));
        health.raise(ReasonCode.METHOD_UNREACHABLE, KEM, "gone");
        health.raise(ReasonCode.METHOD_UNREACHABLE, GOLD, "qkd: no answer");
        health.raise(ReasonCode.METHOD_UNREACHABLE, QKD, GOLD, "no answer");
        assertThat(reasons())
                .containsExactly(
                        new Reason(ReasonCode.METHOD_UNREACHABLE, "qkd: no answer", first),
                        new Reason(ReasonCode.METHOD_UNREACHABLE, "kem: gone", first.plusSeconds(1)));

        health.clear(KEM);
        assertThat(reasons()).extracting(Reason::text).containsExactly("qkd: no answer");
    }

    @Test
    void how_an_exchange_of_a_suite_failed_before_goes_when_it_fails_otherwise() {
        health.raise(ReasonCode.METHOD_FAILED, GOLD, "one");
        health.raise(ReasonCode.BELOW_FLOOR, SILVER, "of another");
        health.raise(ReasonCode.METHOD_FAILED, QKD, GOLD, "its method");
        health.raise(ReasonCode.NO_COMMON_SUITE, GOLD, "other");

        assertThat(codes()).containsExactlyInAnyOrder(ReasonCode.BELOW_FLOOR, ReasonCode.NO_COMMON_SUITE);
        health.raise(ReasonCode.NO_COMMON_SUITE, "of nobody");
        health.raise(ReasonCode.METHOD_FAILED, GOLD, "again");
        assertThat(codes())
                .containsExactlyInAnyOrder(
                        ReasonCode.BELOW_FLOOR, ReasonCode.NO_COMMON_SUITE, ReasonCode.METHOD_FAILED);
    }

    @Test
    void a_key_that_was_made_ends_what_stood_in_its_way_and_nothing_else() {
        for (ReasonCode code : ReasonCode.values()) {
            health.raise(code, "planted");
        }
        health.clearExchangeReasons(List.of());

        assertThat(codes())
                .containsExactlyInAnyOrder(
                        ReasonCode.WEAKER_SUITE,
                        ReasonCode.STOCK_EMPTY,
                        ReasonCode.KEY_EXPIRED,
                        ReasonCode.ENC_DEC_FAILED,
                        ReasonCode.NOT_PROVED,
                        ReasonCode.JOURNAL_FAILED,
                        ReasonCode.INTERNAL);
    }

    @Test
    void refusals_go_by_themselves() {
        for (ReasonCode code : ReasonCode.values()) {
            health.raise(code, "planted");
        }
        health.clearRefusals();

        assertThat(codes())
                .doesNotContain(ReasonCode.UNKNOWN_KEY, ReasonCode.SLOT_IN_USE, ReasonCode.BUSY, ReasonCode.OTHER)
                .hasSize(ReasonCode.values().length - 4);
    }

    @Test
    void what_happened_is_counted() {
        health.countedBefore(7);
        health.rekeyed();
        health.exchanged();
        health.exchanged();
        health.failed();
        health.failed();
        health.failed();
        health.mismatched(KeyId.random(new Random(1)));
        assertThat(report().counters()).isEqualTo(new AssociationReport.Counters(8, 2, 3, 1));

        health.countedBefore(20);
        assertThat(report().counters()).isEqualTo(new AssociationReport.Counters(20, 2, 3, 1));
    }

    @Test
    void a_failure_is_told_once_until_what_failed_has_succeeded() {
        AssociationEvent method = failed(ReasonCode.METHOD_FAILED);
        AssociationEvent device = failed(ReasonCode.ENC_DEC_FAILED);
        List.of(method, device, method, device).forEach(health::tell);
        assertThat(told()).containsExactly(method, device);

        health.exchanged();
        List.of(method, device).forEach(health::tell);
        assertThat(told()).containsExactly(method, device, method);
        health.rekeyed();
        List.of(method, device).forEach(health::tell);
        assertThat(told()).containsExactly(method, device, method, device);
    }

    @Test
    void an_alarm_of_a_mismatch_is_told_once_whatever_the_key() {
        health.mismatched(KeyId.random(new Random(1)));
        health.mismatched(KeyId.random(new Random(2)));
        assertThat(told()).hasSize(1);
        health.tell(new AssociationEvent.Restored(ID));
        health.tell(new AssociationEvent.Restored(ID));
        assertThat(told()).hasSize(3);
    }

    @Test
    void of_failures_that_differ_the_last_thirty_two_are_remembered() {
        for (int i = 0; i < 32; i++) {
            health.tell(new AssociationEvent.RekeyFailed(ID, ReasonCode.BUSY, "" + i));
        }
        health.tell(new AssociationEvent.RekeyFailed(ID, ReasonCode.BUSY, "0"));
        assertThat(told()).hasSize(32);
        health.tell(new AssociationEvent.RekeyFailed(ID, ReasonCode.BUSY, "32"));
        health.tell(new AssociationEvent.RekeyFailed(ID, ReasonCode.BUSY, "31"));
        assertThat(told()).hasSize(33);
        health.tell(new AssociationEvent.RekeyFailed(ID, ReasonCode.BUSY, "0"));
        assertThat(told()).hasSize(34);
    }

    private static AssociationEvent failed(ReasonCode code) {
        return new AssociationEvent.RekeyFailed(ID, code, "planted");
    }

    @Test
    void a_phase_follows_from_what_is_in_use_under_way_and_amiss() {
        assertThat(phase(Activity.NONE)).isEqualTo(Phase.IDLE);
        assertThat(phase(Activity.WORKING)).isEqualTo(Phase.NEGOTIATING);
        assertThat(phase(Activity.STOPPED)).isEqualTo(Phase.BLOCKED);
        assertThat(phase(Activity.WITHDRAWING)).isEqualTo(Phase.WITHDRAWING);
        health.raise(ReasonCode.BUSY, "busy");
        assertThat(phase(Activity.NONE)).isEqualTo(Phase.NEGOTIATING);
        assertThat(told()).isEmpty();

        KeyId key = side.confirmed();
        side.context.keys().place(key, new Slot(1), 0);
        side.context.keys().move(key, KeyStage.SENDING, "planted");
        side.context.keys().switchedTo(key, false);
        assertThat(phase(Activity.STOPPED)).isEqualTo(Phase.DEGRADED);
        assertThat(phase(Activity.WITHDRAWING)).isEqualTo(Phase.WITHDRAWING);
        health.clear(ReasonCode.BUSY);
        assertThat(phase(Activity.STOPPED)).isEqualTo(Phase.SECURED);
    }

    @Test
    void trouble_and_its_end_are_told_once_each_and_a_first_key_is_no_end_of_trouble() {
        KeyId key = side.confirmed();
        phase(Activity.WORKING);
        side.context.keys().place(key, new Slot(1), 0);
        side.context.keys().move(key, KeyStage.SENDING, "planted");
        side.context.keys().switchedTo(key, false);
        phase(Activity.NONE);
        assertThat(told()).isEmpty();

        health.raise(ReasonCode.BUSY, "busy");
        phase(Activity.NONE);
        phase(Activity.WORKING);
        assertThat(told()).hasSize(1).first().isInstanceOf(AssociationEvent.Degraded.class);
        health.clear(ReasonCode.BUSY);
        phase(Activity.NONE);
        assertThat(told()).hasSize(2).last().isEqualTo(new AssociationEvent.Restored(ID));
        AssociationReport report = report();
        assertThat(report.key()).contains(key);
        assertThat(report.suite()).contains(World.GOLD.id());
        assertThat(report.lastRekey()).isPresent();
        assertThat(report).isSameAs(report());
    }

    private Phase phase(Activity activity) {
        health.publish(activity, side.context.keys(), Optional.empty());
        return health.last().phase();
    }

    private List<AssociationEvent> told() {
        return side.told(AssociationEvent.class);
    }

    private AssociationReport report() {
        return side.report();
    }

    private List<Reason> reasons() {
        return report().reasons();
    }

    private List<ReasonCode> codes() {
        return reasons().stream().map(Reason::code).toList();
    }
}
