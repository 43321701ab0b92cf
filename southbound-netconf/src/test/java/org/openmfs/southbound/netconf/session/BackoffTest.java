package org.openmfs.southbound.netconf.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    @Test
    void pauses_double_up_to_the_longest_one() {
        RandomGenerator least = () -> 0;

        assertThat(IntStream.of(1, 2, 3, 6, 7, 8, 1_000).mapToObj(failures -> backoff.pause(failures, least)))
                .extracting(Duration::toMillis)
                .containsExactly(250L, 500L, 1_000L, 8_000L, 15_000L, 15_000L, 15_000L);
    }

    @Test
    void devices_that_were_lost_together_do_not_come_back_together() {
        RandomGenerator chance = new Random(42);

        List<Duration> pauses = IntStream.range(0, 200)
                .mapToObj(device -> backoff.pause(4, chance))
                .toList();

        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4)));
        assertThat(Set.copyOf(pauses)).hasSizeGreaterThan(150);
    }

    @Test
    void a_device_that_was_away_for_however_long_is_tried_again_within_five_seconds() {
        Backoff usual = new Backoff(Timing.USUAL.firstPause(), Timing.USUAL.longestPause());
        Random chance = new Random(42);

        assertThat(IntStream.range(1, 200).mapToObj(failures -> usual.pause(failures, chance)))
                .allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void a_password_that_was_refused_is_sent_again_after_about_a_minute_and_not_by_all_at_once() {
        Random chance = new Random(42);

        List<Duration> pauses = IntStream.range(0, 200)
                .mapToObj(device -> Backoff.about(Timing.USUAL.refusedPause(), chance))
                .toList();

        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(70)));
        assertThat(Set.copyOf(pauses)).hasSizeGreaterThan(150);
    }
}
