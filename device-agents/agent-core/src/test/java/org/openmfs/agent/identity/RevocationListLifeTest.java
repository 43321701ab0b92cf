package org.openmfs.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RevocationListLifeTest {
    /** Of a list that is renewed each week. */
    private static final RevocationListLife LIFE = new RevocationListLife(
            Path.of("/pki/revoked.pem"),
            "CN=root",
            Instant.parse("2026-11-01T00:00:00Z"),
            Instant.parse("2026-11-09T00:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "2026-10-31T00:00:00Z, GOOD",
        "2026-11-01T00:00:00Z, GOOD",
        "2026-11-06T23:59:59Z, GOOD",
        "2026-11-07T00:00:00Z, ENDS_SOON",
        "2026-11-09T00:00:00Z, ENDS_SOON",
        "2026-11-09T00:00:01Z, ENDED"
    })
    void the_last_quarter_of_a_lists_time_is_near_its_end_and_an_alarm_comes_after_it(Instant now, Life.Stage stage) {
        assertThat(LIFE.stage(now)).isEqualTo(stage);
    }

    @Test
    void the_text_names_file_authority_and_date() {
        assertThat(LIFE.text(Instant.parse("2026-11-02T00:00:00Z")))
                .isEqualTo("/pki/revoked.pem: the revocation list of CN=root is good until 2026-11-09T00:00:00Z");
        assertThat(LIFE.text(Instant.parse("2026-11-08T00:00:00Z")))
                .isEqualTo("/pki/revoked.pem: the revocation list of CN=root expires on 2026-11-09T00:00:00Z");
        assertThat(LIFE.text(Instant.parse("2026-11-10T00:00:00Z")))
                .isEqualTo("/pki/revoked.pem: the revocation list of CN=root expired on 2026-11-09T00:00:00Z"
                        + " and is used all the same");
    }

    @Test
    void a_revoked_certificate_is_at_its_end_at_any_time() {
        Instant on = Instant.parse("2026-11-05T00:00:00Z");
        RevokedCertificate revoked = new RevokedCertificate(Path.of("/pki/cf-a.pem"), "CN=cf-a", on);

        assertThat(revoked.stage(on.minusSeconds(1))).isEqualTo(Life.Stage.ENDED);
        assertThat(revoked.stage(on.plusSeconds(1))).isEqualTo(Life.Stage.ENDED);
        assertThat(revoked.text(on))
                .isEqualTo("/pki/cf-a.pem: the certificate of CN=cf-a was revoked on 2026-11-05T00:00:00Z");
    }
}
