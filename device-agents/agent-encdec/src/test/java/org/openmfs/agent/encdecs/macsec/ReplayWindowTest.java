package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplayWindowTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64, 65, 90, 1000})
    void it_lets_in_what_a_window_that_remembers_every_number_would(int width) {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            ReplayWindow window = new ReplayWindow(width);
            Set<Long> seen = new HashSet<>();
            long highest = 0;
            for (int i = 0; i < 5000; i++) {
                long number = Math.max(1, highest + 3 - random.nextInt(2 * width + 6));
                boolean fresh = number > highest || highest - number < width && !seen.contains(number);
                OptionalLong recovered = window.recover((int) number);
                assertThat(recovered.isPresent())
                        .as("seed %d, frame %d: number %d after %d", seed, i, number, highest)
                        .isEqualTo(fresh);
                if (fresh) {
                    window.accept(number);
                    seen.add(number);
                    highest = Math.max(highest, number);
                }
            }
        }
    }

    @Test
    void the_widest_window_remembers_ranges_and_no_more_of_them_than_its_bound() {
        ReplayWindow window = new ReplayWindow(ReplayProtection.WIDEST);
        window.accept(1 << 29);
        assertThat(window.gaps()).isEqualTo(1);
        assertThat(window.recover(1)).hasValue(1);
        window.accept(1);
        assertThat(window.recover(1)).isEmpty();

        for (long number = (1 << 29) + 2; number < (1 << 29) + 200_000; number += 2) {
            window.accept(number);
        }

        assertThat(window.gaps()).isEqualTo(ReplayWindow.MOST_GAPS);
        assertThat(window.recover((1 << 29) + 199_997)).isPresent();
        assertThat(window.recover(2)).as("forgotten, so taken as come").isEmpty();
    }

    @Test
    void what_is_missing_below_the_window_is_forgotten() {
        ReplayWindow window = new ReplayWindow(10);
        for (long number = 1; number < 100_000; number += 2) {
            window.accept(number);
        }
        assertThat(window.gaps()).isLessThanOrEqualTo(6);
    }

    @Test
    void a_window_is_as_wide_as_the_standard_allows_and_not_wider() {
        assertThat(new ReplayProtection(0).window()).isZero();
        assertThat(new ReplayProtection((1 << 30) - 1).window()).isEqualTo((1 << 30) - 1);
        assertThatThrownBy(() -> new ReplayProtection(1 << 30)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReplayProtection(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
