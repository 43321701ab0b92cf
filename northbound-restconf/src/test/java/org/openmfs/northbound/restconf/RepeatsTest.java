package org.openmfs.northbound.restconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class RepeatsTest {
    private Instant now = Instant.parse("2026-11-30T00:00:00Z");
    private final Repeats repeats = new Repeats(() -> now);

    private void passes(Duration time) {
        now = now.plus(time);
    }

    @Test
    void of_a_kind_one_a_second_is_told_with_the_number_of_those_before_it() {
        assertThat(repeats.untold("guess")).isEqualTo(OptionalInt.of(0));
        assertThat(repeats.untold("guess")).isEmpty();
        passes(Duration.ofMillis(999));
        assertThat(repeats.untold("guess")).isEmpty();
        assertThat(repeats.untold("other")).isEqualTo(OptionalInt.of(0));

        passes(Duration.ofMillis(1));
        assertThat(repeats.untold("guess")).isEqualTo(OptionalInt.of(2));
        passes(Duration.ofSeconds(1));
        assertThat(repeats.untold("guess")).isEqualTo(OptionalInt.of(0));
    }

    @Test
    void who_comes_again_within_ten_minutes_of_the_last_time_has_not_logged_in_again() {
        assertThat(repeats.isLogin("admin", "192.0.2.1")).isTrue();
        passes(Duration.ofMinutes(9));
        assertThat(repeats.isLogin("admin", "192.0.2.1")).isFalse();
        assertThat(repeats.isLogin("admin", "192.0.2.2")).isTrue();
        assertThat(repeats.isLogin("viewer", "192.0.2.1")).isTrue();
        passes(Duration.ofMinutes(9));
        assertThat(repeats.isLogin("admin", "192.0.2.1")).isFalse();

        passes(Duration.ofMinutes(10));
        assertThat(repeats.isLogin("admin", "192.0.2.1")).isTrue();
    }

    @Test
    void so_many_kinds_are_remembered_and_no_more() {
        repeats.untold("first");
        for (int i = 0; i < 1023; i++) {
            repeats.untold("kind " + i);
        }
        assertThat(repeats.untold("first")).isEmpty();
        repeats.untold("one more");

        assertThat(repeats.untold("kind 0")).isPresent();
    }
}
