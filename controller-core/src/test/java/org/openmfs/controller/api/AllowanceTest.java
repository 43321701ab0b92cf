package org.openmfs.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class AllowanceTest {
    private Instant now = Instant.parse("2026-11-30T00:00:00Z");
    private final Allowance allowance = new Allowance(() -> now, 3, Duration.ofSeconds(10));

    @Test
    void so_many_are_allowed_at_once_and_one_more_after_each_pause_with_the_number_of_those_beyond() {
        for (int i = 0; i < 3; i++) {
            assertThat(allowance.take()).isEqualTo(OptionalInt.of(0));
        }
        assertThat(allowance.take()).isEmpty();
        assertThat(allowance.take()).isEmpty();

        now = now.plusSeconds(10);
        assertThat(allowance.take()).isEqualTo(OptionalInt.of(2));
        assertThat(allowance.take()).isEmpty();
    }

    @Test
    void no_more_is_saved_up_than_is_allowed_at_once() {
        now = now.plus(Duration.ofDays(30));
        for (int i = 0; i < 3; i++) {
            assertThat(allowance.take()).isPresent();
        }
        assertThat(allowance.take()).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_holds_nothing_up() {
        for (int i = 0; i < 3; i++) {
            allowance.take();
        }
        now = now.minus(Duration.ofDays(1));
        assertThat(allowance.take()).isEmpty();

        now = now.plusSeconds(10);
        assertThat(allowance.take()).isEqualTo(OptionalInt.of(1));
    }
}
