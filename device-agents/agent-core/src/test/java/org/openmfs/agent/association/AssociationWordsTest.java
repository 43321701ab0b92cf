package org.openmfs.agent.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Times, limits and words of an association, each by itself. */
final class AssociationWordsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_wait_is_doubled_up_to_the_longest_less_half_at_most() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
        RandomGenerator least = () -> 0L;

        assertThat(backoff.after(1, least)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(2, least)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(4, least)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.after(5, least)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.after(1_000, least)).isEqualTo(Duration.ofSeconds(10));
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.after(3, random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        }
    }

    @Test
    void waits_are_positive_and_in_order() {
        assertThat(new Backoff(HOUR, HOUR).after(1, () -> 0L)).isEqualTo(HOUR);
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(HOUR, HOUR.minusNanos(1)));
    }

    @Test
    void a_life_is_positive_and_in_order() {
        assertThat(life(HOUR, 1, HOUR, 0).stockTarget()).isZero();
        assertThat(life(HOUR, 1, HOUR, 64).stockTarget()).isEqualTo(64);
        assertThatIllegalArgumentException().isThrownBy(() -> life(Duration.ZERO, 1, HOUR, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> life(HOUR, 0, HOUR, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> life(HOUR, 1, HOUR.minusNanos(1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> life(HOUR, 1, HOUR, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> life(HOUR, 1, HOUR, 65));
    }

    private static KeyLife life(Duration rekey, long octets, Duration most, int stock) {
        return new KeyLife(rekey, octets, most, stock, WhenKeysEnd.values()[0]);
    }
}
