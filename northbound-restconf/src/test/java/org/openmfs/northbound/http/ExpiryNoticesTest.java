package org.openmfs.northbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.CertificateEnd;

final class ExpiryNoticesTest {
    private static final Instant END = Instant.parse("2027-03-01T00:00:00Z");

    private Instant now = END.minus(Duration.ofDays(60));
    private final List<String> alarms = new ArrayList<>();
    private final ExpiryNotices notices = new ExpiryNotices(Path.of("own.crt"), () -> now, this::hear);

    private void hear(CertificateEnd end) {
        assertThat(end.certificate()).isEqualTo("the certificate in own.crt");
        alarms.add(end.alarm().orElse("over"));
    }

    @Test
    void an_alarm_is_over_once_when_the_certificate_was_renewed() {
        now = END.minus(Duration.ofDays(6));
        notices.look(END);
        notices.look(END.plus(Duration.ofDays(365)));
        notices.look(END.plus(Duration.ofDays(365)));

        assertThat(alarms).hasSize(2).last().isEqualTo("over");
    }

    @Test
    void the_end_of_a_certificate_is_said_once_a_day_as_a_warning_and_in_its_last_week_as_an_alarm() {
        List<ExpiryNotices.Notice> said = new ArrayList<>();
        for (int hour = 0; hour < 62 * 24; hour++) {
            notices.due(END).ifPresent(said::add);
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(said).hasSize(32);
        assertThat(said.subList(0, 23)).noneMatch(ExpiryNotices.Notice::alarm);
        assertThat(said.subList(23, 32)).allMatch(ExpiryNotices.Notice::alarm);
        assertThat(said.getFirst().text()).isEqualTo("the certificate in own.crt ends in 30 days, at " + END);
        assertThat(said.getLast().text()).isEqualTo("the certificate in own.crt has expired: " + END);
    }

    @Test
    void only_in_the_last_week_and_after_it_there_is_an_alarm_and_one_a_day() {
        now = END.minus(Duration.ofDays(30));
        notices.look(END);
        now = END.minus(Duration.ofDays(7)).minusSeconds(1);
        notices.look(END);
        assertThat(alarms).isEmpty();

        now = END.minus(Duration.ofDays(6));
        notices.look(END);
        now = now.plus(Duration.ofHours(23));
        notices.look(END);
        assertThat(alarms).containsExactly("the certificate in own.crt ends in 6 days, at " + END);

        now = END.plus(Duration.ofDays(1));
        notices.look(END);
        assertThat(alarms).last().isEqualTo("the certificate in own.crt has expired: " + END);
    }

    @Test
    void a_renewed_certificate_is_looked_at_anew() {
        now = END.minus(Duration.ofDays(3));
        assertThat(notices.due(END)).isPresent();

        assertThat(notices.due(END.plus(Duration.ofDays(365)))).isEmpty();
        assertThat(notices.due(END)).isPresent();
    }
}
