package org.openmfs.agent.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a method without keys is asked again. */
final class DroughtTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_method_without_keys_is_asked_at_half_three_quarters_and_nine_tenths_of_what_is_left() {
        Drought drought = new Drought(BEGAN, Optional.of(BEGAN.plusSeconds(1_000)));

        assertThat(List.of(0, 499, 500, 750, 899, 900, 950).stream()
                        .map(seconds -> Duration.between(BEGAN, drought.next(BEGAN.plusSeconds(seconds), HOUR))
                                .toSeconds()))
                .containsExactly(500L, 501L, 750L, 900L, 901L, 950L, 975L);
        assertThat(drought.next(BEGAN, Duration.ofSeconds(7))).isEqualTo(BEGAN.plusSeconds(7));
        assertThat(drought.next(BEGAN, Duration.ofMillis(1))).isEqualTo(BEGAN.plusSeconds(2));
        assertThat(drought.next(BEGAN.plusMillis(999_900), HOUR)).isEqualTo(BEGAN.plusMillis(1_001_900));
    }

    @Test
    void a_drought_without_a_key_in_use_is_looked_at_every_5_s_and_one_with_another_key_begins_anew() {
        Drought without = new Drought(BEGAN, Optional.empty());
        Instant later = BEGAN.plusSeconds(60);

        assertThat(without.next(BEGAN, HOUR)).isEqualTo(BEGAN.plusSeconds(5));
        assertThat(Drought.goesOn(Optional.of(without), later, Optional.empty()))
                .isSameAs(without);
        assertThat(Drought.goesOn(Optional.of(without), later, Optional.of(later))
                        .began())
                .isEqualTo(later);
        assertThat(Drought.goesOn(Optional.empty(), later, Optional.empty()).began())
                .isEqualTo(later);
    }
}
