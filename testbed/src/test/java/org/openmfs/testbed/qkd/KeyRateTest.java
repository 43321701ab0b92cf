package org.openmfs.testbed.qkd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Key bits come with time and go with use. */
final class KeyRateTest {
    private final HandClock clock = new HandClock();

    @Test
    void a_store_fills_at_its_rate_up_to_its_capacity() {
        BitStore store = new BitStore(clock, 1000, 100);
        store.fillAt(200);

        clock.pass(Duration.ofMillis(1500));
        assertThat(store.available()).isEqualTo(400);

        clock.pass(Duration.ofMinutes(1));
        assertThat(store.available()).isEqualTo(1000);

        assertThat(store.take(600)).isTrue();
        assertThat(store.take(600)).isFalse();
        assertThat(store.available()).isEqualTo(400);
    }

    @Test
    void a_slow_link_loses_no_bits_to_frequent_looks() {
        BitStore store = new BitStore(clock, 1000, 0);
        store.fillAt(3);

        for (int i = 0; i < 10_000; i++) {
            clock.pass(Duration.ofMillis(1));
            store.available();
        }

        assertThat(store.available()).isBetween(29L, 30L);
    }

    @Test
    void nothing_comes_while_the_rate_is_zero() {
        BitStore store = new BitStore(clock, 1000, 10);
        store.fillAt(100);
        clock.pass(Duration.ofSeconds(1));
        store.fillAt(0);
        clock.pass(Duration.ofSeconds(5));

        assertThat(store.available()).isEqualTo(110);
    }

    @Test
    void an_application_may_use_its_bandwidth_and_what_it_saved_in_a_minute() {
        AppUsage usage = new AppUsage(clock);

        assertThat(usage.use(60 * 256, 256)).isTrue();
        assertThat(usage.use(256, 256)).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(usage.use(256, 256)).isTrue();
        assertThat(usage.use(8, 256)).isFalse();
        assertThat(usage.use(1_000_000, 0)).isTrue();
        assertThat(usage.consumedBits()).isEqualTo(61 * 256 + 1_000_000);
    }
}
