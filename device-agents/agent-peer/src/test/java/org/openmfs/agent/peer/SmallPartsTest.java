package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Waiting, counting and limits, without a network. */
final class SmallPartsTest {
    @Test
    void waits_double_up_to_the_longest_and_begin_again_after_success() {
        LinkTimes times = new LinkTimes(
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofMillis(500));
        BackOff backOff = new BackOff(times, new Random(1));

        for (long whole : new long[] {100, 200, 400, 500, 500}) {
            assertThat(backOff.next()).isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
        }
        backOff.reset();
        assertThat(backOff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void the_same_is_news_again_after_ten_minutes_and_strangers_cannot_make_endless_news() {
        long[] now = {0};
        Repeats repeats = new Repeats(() -> now[0]);
        assertThat(repeats.isNews("refused")).isTrue();
        assertThat(repeats.isNews("refused")).isFalse();

        long told = 0;
        for (int i = 0; i < 1000; i++) {
            told += repeats.isNews("stranger " + i) ? 1 : 0;
        }
        assertThat(told).isEqualTo(63);
        now[0] = TimeUnit.MINUTES.toNanos(10);

        assertThat(repeats.isNews("refused")).isTrue();
    }

    @Test
    void a_second_holds_so_many_and_no_more() {
        RateWindow window = new RateWindow(3, 0);
        long late = TimeUnit.MILLISECONDS.toNanos(999);

        assertThat(Stream.generate(() -> window.allows(late)).limit(5)).containsExactly(true, true, true, false, false);
        assertThat(window.allows(TimeUnit.SECONDS.toNanos(1))).isTrue();
    }

    @Test
    void times_limits_and_addresses_out_of_range_are_refused() {
        Duration second = Duration.ofSeconds(1);
        Stream.<Runnable>of(
                        () -> new LinkTimes(Duration.ofMillis(99), second, second, second),
                        () -> new LinkTimes(Duration.ofSeconds(11), second, second, second),
                        () -> new LinkTimes(second, Duration.ZERO, second, second),
                        () -> new LinkTimes(second, second, Duration.ZERO, second),
                        () -> new LinkTimes(second, second, second, Duration.ofMillis(1)),
                        () -> new LinkLimits(0, 1, 1, 1, 1),
                        () -> new PeerAddress("", 1),
                        () -> new PeerAddress("host", 0),
                        () -> new PeerAddress("host", 65_536))
                .forEach(wrong -> assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class));
        assertThat(new PeerAddress("::1", 7)).hasToString("[::1]:7");
    }
}
