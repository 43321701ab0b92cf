package org.openmfs.northbound.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DatastoreVersionTest {
    private Instant time = Instant.parse("2026-11-30T12:00:00.500Z");
    private final DatastoreVersion version = new DatastoreVersion(() -> time);

    @Test
    void no_change_has_the_time_that_was_told_of_one_before_it() {
        version.made();
        assertThat(version.validators().lastModified()).isEmpty();
        time = Instant.parse("2026-11-30T12:00:01Z");
        assertThat(version.validators().lastModified()).contains("Mon, 30 Nov 2026 12:00:01 GMT");

        version.made();

        assertThat(version.lastModified()).isAfter(Instant.parse("2026-11-30T12:00:01Z"));
    }

    @Test
    void nor_has_one_after_the_clock_was_set_back() {
        time = Instant.parse("2026-11-30T12:00:10Z");
        version.made();
        Instant told = version.lastModified();
        time = Instant.parse("2026-11-30T11:00:00Z");

        version.made();

        assertThat(version.lastModified()).isAfter(told);
        assertThat(version.validators().lastModified()).isEmpty();
    }

    @Test
    void what_a_state_is_known_by_is_told_while_it_lasts() {
        var before = version.now();
        assertThat(version.validators(before)).contains(version.validators());

        version.made();

        assertThat(version.validators(before)).isEmpty();
        assertThat(version.validators(before.withOneMade())).isEmpty();
    }
}
