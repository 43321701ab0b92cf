package org.openmfs.agent.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is noticed of a clock that is set, and of a machine that is restored. */
final class ClockJumpsTest {
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final Duration SOME = Duration.ofSeconds(7);

    private Moment now = new Moment(Instant.parse("2026-01-01T00:00:00Z"), "boot", Duration.ofSeconds(100));
    private String generation = "one";
    private final ClockJumps jumps = new ClockJumps(new MachineClock() {
        @Override
        public Moment now() {
            return now;
        }

        @Override
        public String generation() {
            return generation;
        }
    });

    /** Some time goes by, and the clock is set by so much besides. */
    private void passes(Duration time, Duration set) {
        now = new Moment(
                now.wall().plus(time).plus(set), now.boot(), now.uptime().plus(time));
    }

    @Test
    void a_clock_that_drifts_by_two_seconds_at_most_is_no_jump() {
        passes(SOME, MOST);
        assertThat(jumps.look()).isEmpty();
        passes(SOME, MOST.negated());
        assertThat(jumps.look()).isEmpty();
    }

    @Test
    void one_that_is_set_by_more_is_told_once_with_its_direction() {
        passes(SOME, MOST.plusMillis(1));
        assertThat(jumps.look()).contains("the clock was set ahead by 2 s, or the machine restored from a snapshot");
        passes(SOME, Duration.ZERO);
        assertThat(jumps.look()).isEmpty();

        passes(SOME, Duration.ofMinutes(-1));
        assertThat(jumps.look()).contains("the clock was set back by 60 s, or the machine restored from a snapshot");
    }

    @Test
    void another_generation_of_the_machine_is_a_snapshot_whatever_the_clock_says() {
        generation = "two";

        assertThat(jumps.look()).contains("the machine was restored from a snapshot");
        assertThat(jumps.look()).isEmpty();
    }

    @Test
    void since_a_moment_of_this_boot_jumps_are_told_and_since_one_of_another_none() {
        Moment then = now;
        Moment inAnotherBoot = new Moment(now.wall(), "another", now.uptime());
        passes(SOME, Duration.ofMinutes(1));

        assertThat(jumps.since(then)).isPresent();
        assertThat(jumps.since(inAnotherBoot)).isEmpty();
    }
}
