package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Counters;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.netconf.RecordedLog;
import org.openmfs.agent.protocol.ReasonCode;

/** How many lines of the log one thing is worth, and which of them are warnings. */
final class AssociationLogTest {
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final String HTML = "qkd-014: the KME answered with HTML";
    private static final Reason METHOD = reason(ReasonCode.METHOD_UNREACHABLE, HTML);
    private static final Reason PEER = reason(ReasonCode.PEER_UNREACHABLE, "the link to the peer is down: gone");

    private final RecordedLog log = new RecordedLog();
    private final AgentNotices notices = new AgentNotices(event -> {}, () -> Desired.NOTHING);
    private long failures;

    @AfterEach
    void stop() {
        log.close();
    }

    private static Reason reason(ReasonCode code, String text) {
        return new Reason(code, text, Instant.EPOCH);
    }

    private void report(Phase phase, Reason... reasons) {
        notices.reported(new AssociationReport(
                BLUE,
                phase,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(reasons),
                new Counters(0, 0, failures++, 0)));
    }

    private void failed(Reason why) {
        notices.happened(new AssociationEvent.RekeyFailed(BLUE, why.code(), why.text()));
    }

    @Test
    void a_degradation_is_one_line_a_warning_where_a_method_cannot_be_used_and_its_end_another() {
        report(Phase.SECURED);
        int before = log.lines().size();
        failed(METHOD);
        report(Phase.DEGRADED, METHOD);
        notices.happened(new AssociationEvent.Degraded(BLUE, List.of(METHOD)));
        report(Phase.DEGRADED, METHOD);

        String line = "association blue moved SECURED -> DEGRADED because method-unreachable: " + HTML;
        assertThat(log.lines().stream().skip(before)).containsExactly(line);
        assertThat(log.lines("WARN")).containsExactly(line);

        report(Phase.SECURED);
        notices.happened(new AssociationEvent.Restored(BLUE));
        assertThat(log.lines().stream().skip(before + 1))
                .containsExactly(
                        "association blue moved DEGRADED -> SECURED because traffic is protected and nothing is"
                                + " amiss");
        assertThat(log.lines("WARN")).hasSize(1);
    }

    @Test
    void a_degradation_for_want_of_the_peer_is_one_line_and_no_warning() {
        report(Phase.SECURED);
        int before = log.lines().size();
        failed(PEER);
        report(Phase.DEGRADED, PEER);
        notices.happened(new AssociationEvent.Degraded(BLUE, List.of(PEER)));

        assertThat(log.lines().stream().skip(before)).singleElement().asString().contains("SECURED -> DEGRADED");
        assertThat(log.lines("WARN")).isEmpty();
    }

    @Test
    void going_to_and_fro_before_the_first_key_is_no_line_until_something_is_amiss() {
        for (Phase phase : List.of(Phase.IDLE, Phase.NEGOTIATING, Phase.IDLE, Phase.NEGOTIATING)) {
            report(phase);
        }
        assertThat(log.lines()).isEmpty();

        failed(METHOD);
        report(Phase.NEGOTIATING, METHOD);
        report(Phase.NEGOTIATING, METHOD);
        assertThat(log.lines("WARN")).singleElement().asString().contains("method-unreachable: " + HTML);
        assertThat(log.lines()).hasSize(1);

        report(Phase.SECURED);
        assertThat(log.lines("INFO")).singleElement().asString().contains("moved NEGOTIATING -> SECURED");
    }

    @Test
    void a_method_that_cannot_be_used_is_a_warning_once_a_cause_and_a_line_when_it_is_over() {
        Reason other = reason(ReasonCode.METHOD_FAILED, "qkd-014: the KME refused");
        report(Phase.SECURED);
        report(Phase.DEGRADED, PEER);
        int before = log.lines().size();
        Stream.of(METHOD, other, METHOD, other).forEach(next -> {
            failed(next);
            report(Phase.DEGRADED, PEER, next);
        });
        assertThat(log.lines("WARN"))
                .containsExactly(
                        "association blue cannot use a method: method-unreachable: " + HTML,
                        "association blue cannot use a method: method-failed: qkd-014: the KME refused");
        assertThat(log.lines()).hasSize(before + 2);

        report(Phase.DEGRADED, PEER);
        assertThat(log.lines("INFO")).last().isEqualTo("association blue can use its methods again");
    }

    @Test
    void that_both_ends_can_agree_on_no_suite_is_a_warning_once_a_cause_also_before_the_first_key() {
        Reason none = reason(ReasonCode.NO_COMMON_SUITE, "the responder says: suite gold is unknown here");
        Reason low = reason(ReasonCode.BELOW_FLOOR, "suite gold has 1 factor, and 2 are wanted");
        report(Phase.NEGOTIATING);
        Stream.of(none, low, none).forEach(next -> {
            failed(next);
            report(Phase.NEGOTIATING, next);
        });

        assertThat(log.lines())
                .containsExactly(
                        "association blue can use no suite: no-common-suite: the responder says: suite gold is unknown"
                                + " here",
                        "association blue can use no suite: below-floor: suite gold has 1 factor, and 2 are wanted");
        assertThat(log.lines("WARN")).hasSize(2);

        report(Phase.NEGOTIATING);
        report(Phase.NEGOTIATING, low);
        assertThat(log.lines()).hasSize(3);
        assertThat(log.lines()).last().asString().contains("can use no suite: below-floor");
    }

    @Test
    void of_two_methods_that_cannot_be_used_each_is_one_warning_and_the_end_of_both_is_told() {
        Reason other = reason(ReasonCode.METHOD_UNREACHABLE, "psk-hmac: no such file");
        report(Phase.DEGRADED, PEER);
        int before = log.lines().size();
        report(Phase.DEGRADED, METHOD, PEER);
        report(Phase.DEGRADED, METHOD, other, PEER);
        report(Phase.DEGRADED, METHOD, PEER);
        report(Phase.DEGRADED, PEER);

        assertThat(log.lines().stream().skip(before))
                .containsExactly(
                        "association blue cannot use a method: method-unreachable: " + HTML,
                        "association blue cannot use a method: method-unreachable: psk-hmac: no such file",
                        "association blue can use its methods again");
    }

    @Test
    void a_failure_of_another_kind_that_changes_no_phase_is_told() {
        report(Phase.SECURED);
        report(Phase.DEGRADED, PEER);
        failed(reason(ReasonCode.ENC_DEC_FAILED, "macsec0: no such slot"));
        report(Phase.DEGRADED, PEER, reason(ReasonCode.ENC_DEC_FAILED, "macsec0: no such slot"));

        assertThat(log.lines()).last().isEqualTo("association blue got no key: macsec0: no such slot");
    }
}
