package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.identity.CertificateLife;
import org.openmfs.agent.identity.Life;
import org.openmfs.agent.identity.RevocationListLife;
import org.openmfs.agent.identity.RevokedCertificate;
import org.openmfs.agent.netconf.RecordedLog;

/** When managers hear of a certificate's end. */
final class CertificateWatchTest {
    private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");

    private final List<String> heard = new ArrayList<>();
    private final List<Life> lives = new ArrayList<>(List.of(life(END)));
    private Instant now = END.minus(Duration.ofDays(40));
    private boolean somebody = true;
    private int looks;
    private final CertificateWatch watch =
            new CertificateWatch(List.of(() -> looks++), () -> List.copyOf(lives), this::hear, () -> now);

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void an_alarm_is_told_once_a_day_from_a_week_before_the_end_and_after_it() {
        lookHourly(Duration.ofDays(32));
        assertThat(heard).isEmpty();

        lookHourly(Duration.ofDays(3));
        assertThat(heard).hasSizeBetween(2, 3).allMatch(text -> text.contains("expires on 2026-12-31"));
        heard.clear();

        lookHourly(Duration.ofDays(7));
        assertThat(heard).hasSizeBetween(7, 8);
        assertThat(heard.getLast()).contains("expired on 2026-12-31");
        assertThat(looks).isEqualTo(42 * 24);
    }

    @Test
    void an_alarm_that_concerned_nobody_yet_is_told_when_it_does() {
        now = END.minus(Duration.ofDays(2));
        somebody = false;
        lookHourly(Duration.ofHours(3));
        heard.clear();

        somebody = true;
        lookHourly(Duration.ofHours(3));

        assertThat(heard).hasSize(1);
    }

    @Test
    void a_new_certificate_ends_the_alarm() {
        now = END.minus(Duration.ofDays(2));
        lookHourly(Duration.ofHours(1));
        heard.clear();

        lives.set(0, life(END.plus(Duration.ofDays(300))));
        lookHourly(Duration.ofDays(3));

        assertThat(heard).isEmpty();
    }

    @Test
    void the_log_tells_it_as_a_warning_from_thirty_days_and_as_an_error_from_seven_days_before_the_end() {
        try (RecordedLog log = new RecordedLog()) {
            now = END.minus(Duration.ofDays(20));
            watch.look();
            assertThat(log.lines("WARN")).singleElement().asString().contains("in 20 days");

            now = END.minus(Duration.ofDays(2));
            watch.look();
            now = END.plus(Duration.ofDays(1));
            watch.look();
            assertThat(log.lines("WARN")).hasSize(1);
            assertThat(log.lines("ERROR"))
                    .satisfiesExactly(
                            soon -> assertThat(soon).contains("in 2 days"),
                            over -> assertThat(over).contains("expired on"));
        }
    }

    @Test
    void a_revocation_list_is_an_alarm_when_its_time_is_over_and_not_before() {
        lives.set(0, new RevocationListLife(Path.of("revoked.pem"), "CN=root", END.minus(Duration.ofDays(8)), END));
        now = END.minus(Duration.ofDays(8));
        try (RecordedLog log = new RecordedLog()) {
            lookHourly(Duration.ofDays(8));
            assertThat(heard).isEmpty();
            assertThat(log.lines("WARN"))
                    .hasSizeBetween(2, 3)
                    .allMatch(text -> text.contains("the revocation list of CN=root expires on 2026-12-31"));
            assertThat(log.lines("ERROR")).isEmpty();
        }

        lookHourly(Duration.ofDays(3));
        assertThat(heard)
                .hasSizeBetween(3, 4)
                .allMatch(text -> text.startsWith("revoked.pem: the revocation list of CN=root expired on 2026-12-31")
                        && text.endsWith("; replace it, the agent reads it again by itself"));
    }

    @Test
    void a_certificate_that_was_revoked_is_an_alarm_each_day_until_it_is_replaced() {
        lives.add(new RevokedCertificate(Path.of("cf-a.pem"), "CN=cf-a", now));

        lookHourly(Duration.ofDays(2));
        assertThat(heard)
                .hasSize(2)
                .allMatch(text -> text.contains("the certificate of CN=cf-a was revoked on 2026-11"));

        lives.removeLast();
        lookHourly(Duration.ofDays(2));
        assertThat(heard).hasSize(2);
    }

    private boolean hear(String text) {
        heard.add(text);
        return somebody;
    }

    private void lookHourly(Duration during) {
        for (long hour = 0; hour < during.toHours(); hour++) {
            watch.look();
            now = now.plus(Duration.ofHours(1));
        }
    }

    private static CertificateLife life(Instant until) {
        return new CertificateLife(Path.of("cf-a.pem"), "CN=cf-a", until.minus(Duration.ofDays(397)), until);
    }
}
