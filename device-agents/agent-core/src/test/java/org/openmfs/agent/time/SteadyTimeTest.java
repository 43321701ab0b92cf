package org.openmfs.agent.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SteadyTimeTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private Instant wall = START;
    private Duration uptime = Duration.ofSeconds(1_000_000);
    private long nanos = Duration.ofDays(9).toNanos();

    private final MachineClock clock = new MachineClock() {
        @Override
        public Moment now() {
            return new Moment(wall, "boot", uptime);
        }

        @Override
        public String generation() {
            return "";
        }
    };

    @Test
    void it_goes_on_with_the_time_since_boot_and_not_with_the_clock_on_the_wall() {
        SteadyTime time = new SteadyTime(clock, () -> nanos);
        wall = wall.minusSeconds(86_400);
        uptime = uptime.plusSeconds(3);

        assertThat(time.instant()).isEqualTo(START.plusSeconds(3));
    }

    @Test
    void where_the_time_since_boot_begins_anew_it_goes_on_and_is_not_ahead_later() {
        SteadyTime time = new SteadyTime(clock, () -> nanos);
        uptime = Duration.ofSeconds(400);
        nanos += Duration.ofSeconds(2).toNanos();
        assertThat(time.instant()).isEqualTo(START.plusSeconds(2));

        uptime = uptime.plusSeconds(5);
        nanos += Duration.ofSeconds(5).toNanos();
        assertThat(time.instant()).isEqualTo(START.plusSeconds(7));
    }
}
