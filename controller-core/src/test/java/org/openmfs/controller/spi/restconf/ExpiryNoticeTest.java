package org.openmfs.controller.spi.restconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.IdentityName;

final class ExpiryNoticeTest {
    private static final Instant END = Instant.parse("2027-03-01T00:00:00Z");

    private final ExpiryNotice notice = new ExpiryNotice(new IdentityName("apn"));

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

    private static Instant before(int days) {
        return END.minus(Duration.ofDays(days));
    }
}
