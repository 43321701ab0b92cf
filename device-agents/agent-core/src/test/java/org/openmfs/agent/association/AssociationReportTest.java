package org.openmfs.agent.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Counters;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.ReasonCode;

/** What a report says of an association that broke, and of why it is as it is. */
final class AssociationReportTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KeyId KEY = new KeyId("0123456789abcdef0123456789abcdef");
    private static final SuiteId SUITE = new SuiteId("gold");
    private static final Reason BUSY = new Reason(ReasonCode.BUSY, "busy", NOW);
    private static final Reason OLD = new Reason(ReasonCode.KEY_EXPIRED, "too old", NOW);

    @Test
    void one_that_broke_keeps_its_key_and_its_other_reasons() {
        AssociationReport broken =
                report(Phase.SECURED, Optional.of(KEY), BUSY).broken(ReasonCode.INTERNAL, "planted", NOW);

        assertThat(broken.phase()).isEqualTo(Phase.DEGRADED);
        assertThat(broken.key()).contains(KEY);
        assertThat(broken.suite()).contains(SUITE);
        assertThat(broken.reasons()).containsExactly(BUSY, new Reason(ReasonCode.INTERNAL, "planted", NOW));
        assertThat(broken.stock()).isEqualTo(3);
        assertThat(broken.broken(ReasonCode.INTERNAL, "again", NOW).reasons())
                .containsExactly(BUSY, new Reason(ReasonCode.INTERNAL, "again", NOW));
    }

    @Test
    void without_a_key_it_is_negotiating_and_when_its_key_expired_it_is_blocked() {
        assertThat(report(Phase.IDLE, Optional.empty())
                        .broken(ReasonCode.INTERNAL, "planted", NOW)
                        .phase())
                .isEqualTo(Phase.NEGOTIATING);
        AssociationReport expired = report(Phase.SECURED, Optional.of(KEY)).expired("too old", NOW);
        assertThat(expired.phase()).isEqualTo(Phase.BLOCKED);
        assertThat(expired.key()).isEmpty();
        assertThat(expired.suite()).isEmpty();
        assertThat(expired.reasons()).containsExactly(new Reason(ReasonCode.KEY_EXPIRED, "too old", NOW));
    }

    @Test
    void it_says_why_by_its_reasons_or_by_its_phase() {
        Reason other = new Reason(ReasonCode.KEY_EXPIRED, "too old", NOW);
        assertThat(report(Phase.DEGRADED, Optional.of(KEY), BUSY, other).because())
                .isEqualTo("busy: busy; key-expired: too old");
        assertThat(report(Phase.WITHDRAWING, Optional.of(KEY), BUSY).because()).isEqualTo("it is being removed");
        assertThat(List.of(Phase.values()).stream()
                        .map(phase -> report(phase, Optional.empty()).because()))
                .containsExactly(
                        "nothing is under way",
                        "a key is being made",
                        "traffic is protected and nothing is amiss",
                        "something is amiss",
                        "there is no key",
                        "it is being removed");
    }

    @Test
    void methods_that_lack_the_same_are_one_reason_by_its_code() {
        Reason kme = new Reason(ReasonCode.METHOD_UNREACHABLE, "qkd: no answer", NOW.plusSeconds(1));
        Reason file = new Reason(ReasonCode.METHOD_UNREACHABLE, "psk: no file", NOW);

        assertThat(report(Phase.DEGRADED, Optional.of(KEY), kme, BUSY, file).reasonsByCode())
                .containsExactly(new Reason(ReasonCode.METHOD_UNREACHABLE, "qkd: no answer; psk: no file", NOW), BUSY);
        assertThat(report(Phase.DEGRADED, Optional.of(KEY), file, kme).reasonsByCode())
                .containsExactly(new Reason(ReasonCode.METHOD_UNREACHABLE, "psk: no file; qkd: no answer", NOW));
    }

    @Test
    void where_traffic_was_stopped_before_it_has_no_key_unless_that_failed() {
        AssociationReport sure = report(Phase.SECURED, Optional.of(KEY), BUSY);
        AssociationReport unsure =
                report(Phase.DEGRADED, Optional.of(KEY), new Reason(ReasonCode.ENC_DEC_FAILED, "no answer", NOW));

        assertThat(sure.stopped(OLD).phase()).isEqualTo(Phase.BLOCKED);
        assertThat(sure.stopped(OLD).key()).isEmpty();
        assertThat(sure.stopped(OLD).reasons()).containsExactly(BUSY, OLD);
        assertThat(unsure.stopped(OLD)).isEqualTo(unsure);
    }

    @Test
    void since_when_traffic_is_stopped_is_told_as_long_as_it_is_and_over_when_there_is_a_key() {
        Reason again = new Reason(OLD.code(), "too old again", NOW.plusSeconds(9));
        AssociationReport stopped = report(Phase.BLOCKED, Optional.empty(), again);
        AssociationReport going = report(Phase.DEGRADED, Optional.of(KEY), BUSY);

        assertThat(stopped.stoppedSince(OLD).reasons()).containsExactly(OLD);
        assertThat(stopped.isOver(OLD)).isFalse();
        assertThat(going.stoppedSince(OLD)).isEqualTo(going);
        assertThat(going.isOver(OLD)).isTrue();
        assertThat(report(Phase.DEGRADED, Optional.of(KEY), again).isOver(OLD)).isFalse();
    }

    private static AssociationReport report(Phase phase, Optional<KeyId> key, Reason... reasons) {
        return new AssociationReport(
                new AssociationId("blue"),
                phase,
                key,
                key.map(id -> SUITE),
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.of(2),
                List.of(reasons),
                new Counters(1, 2, 3, 4));
    }
}
