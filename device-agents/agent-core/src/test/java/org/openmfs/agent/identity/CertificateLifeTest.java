package org.openmfs.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateLifeTest {
    private static final CertificateLife LIFE = new CertificateLife(
            Path.of("/pki/cf-a.pem"),
            "CN=cf-a",
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-12-31T00:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T23:59:59Z, NOT_YET_VALID",
        "2026-01-01T00:00:00Z, GOOD",
        "2026-11-30T23:59:59Z, GOOD",
        "2026-12-01T00:00:00Z, ENDS_SOON",
        "2026-12-23T23:59:59Z, ENDS_SOON",
        "2026-12-24T00:00:00Z, ENDS_VERY_SOON",
        "2026-12-31T00:00:00Z, ENDS_VERY_SOON",
        "2026-12-31T00:00:01Z, ENDED"
    })
    void a_life_ends_soon_30_days_and_very_soon_7_days_before_its_end(Instant now, CertificateLife.Stage stage) {
        assertThat(LIFE.stage(now)).isEqualTo(stage);
    }

    @Test
    void the_text_names_file_and_date() {
        assertThat(LIFE.text(Instant.parse("2026-12-27T12:00:00Z")))
                .isEqualTo("/pki/cf-a.pem: the certificate of CN=cf-a expires on 2026-12-31T00:00:00Z, in 3 days");
        assertThat(LIFE.text(Instant.parse("2027-01-01T00:00:00Z")))
                .isEqualTo("/pki/cf-a.pem: the certificate of CN=cf-a expired on 2026-12-31T00:00:00Z");
    }
}
