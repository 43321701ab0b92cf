package org.openmfs.agent.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.protocol.RetireCause;
import org.openmfs.agent.stock.Drought;

/** Times, limits and words of an association, each by itself. */
final class AssociationWordsTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
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
    void octets_are_compared_by_value_and_64_at_most() {
        byte[] value = {1, 2};
        Octets octets = new Octets(value);
        value[0] = 9;
        octets.value()[1] = 9;

        assertThat(octets.value()).containsExactly(1, 2);
        assertThat(octets).isEqualTo(new Octets(new byte[] {1, 2})).isNotEqualTo(new Octets(new byte[] {1, 3}));
        assertThat(octets.hashCode())
                .isEqualTo(new Octets(new byte[] {1, 2}).hashCode())
                .isNotZero();
        assertThat(octets).hasToString("0102").isNotEqualTo("0102");
        assertThat(octets.provedBy(new Octets(new byte[] {1, 2}))).isTrue();
        assertThat(octets.provedBy(new Octets(new byte[] {1, 3}))).isFalse();
        assertThat(new Octets(new byte[64]).value()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new Octets(new byte[65]));
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

    @Test
    void a_cause_is_known_by_its_word_and_any_other_word_is_another_cause() {
        for (RetireCause cause : RetireCause.values()) {
            assertThat(RetireCause.of(cause.word())).isEqualTo(cause);
        }
        assertThat(RetireCause.WITHDRAWN.word()).isEqualTo("withdrawn");
        assertThat(RetireCause.of("vendors-own")).isEqualTo(RetireCause.OTHER);
    }

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
