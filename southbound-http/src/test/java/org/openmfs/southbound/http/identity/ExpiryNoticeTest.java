package org.openmfs.southbound.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.CertificateEnd;
import org.openmfs.controller.model.IdentityName;

final class ExpiryNoticeTest {
    private static final Instant END = Instant.parse("2027-03-01T00:00:00Z");

    private final List<CertificateEnd> alarms = new ArrayList<>();
    private final ExpiryNotice notice = new ExpiryNotice(new IdentityName("apn"), alarms::add);

    @Test
    void an_end_is_said_once_a_day_from_30_days_before_and_as_an_alarm_from_7_days_before() {
        assertThat(notice.due(END, before(31))).isEmpty();
        assertThat(notice.due(END, before(30))).hasValueSatisfying(due -> {
            assertThat(due.alarm()).isFalse();
            assertThat(due.text()).isEqualTo("client-identity apn ends in 30 days, at " + END);
        });
        assertThat(notice.due(END, before(30).plusSeconds(3600))).isEmpty();
        assertThat(notice.due(END, before(29))).isPresent();
        assertThat(notice.due(END, before(7)))
                .hasValueSatisfying(due -> assertThat(due.alarm()).isTrue());
    }

    @Test
    void a_renewed_identity_that_ends_soon_too_is_said_at_once() {
        assertThat(notice.due(END, before(20))).isPresent();
        assertThat(notice.due(END.plusSeconds(60), before(20))).isPresent();
    }

    @Test
    void an_alarm_is_told_once_a_day_also_when_it_is_over_and_taken_back_once_when_it_was_renewed() {
        notice.look(END, before(20));
        assertThat(alarms).isEmpty();
        for (int i = 0; i < 3; i++) {
            notice.look(END, before(6));
        }
        notice.look(END, before(-1));
        for (int i = 0; i < 3; i++) {
            notice.look(END.plus(Duration.ofDays(60)), before(-1));
        }

        assertThat(alarms)
                .containsExactly(
                        new CertificateEnd(
                                "client-identity apn", Optional.of("client-identity apn ends in 6 days, at " + END)),
                        new CertificateEnd(
                                "client-identity apn", Optional.of("client-identity apn has expired: " + END)),
                        new CertificateEnd("client-identity apn", Optional.empty()));
    }

    private static Instant before(int days) {
        return END.minus(Duration.ofDays(days));
    }
}
