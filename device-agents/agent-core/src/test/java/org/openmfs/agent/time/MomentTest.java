package org.openmfs.agent.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long ago something was, in a machine's two times. */
final class MomentTest {
    private static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");
    private static final Moment THEN = new Moment(WALL, "one", Duration.ofSeconds(100));

    @Test
    void in_the_same_boot_it_is_as_long_ago_as_the_clock_says_that_says_more() {
        assertThat(THEN.age(at(10, "one", 130))).contains(Duration.ofSeconds(30));
        assertThat(THEN.age(at(50, "one", 130))).contains(Duration.ofSeconds(50));
        assertThat(THEN.age(at(-50, "one", 130))).contains(Duration.ofSeconds(30));
    }

    @Test
    void in_another_boot_the_wall_clock_is_believed_unless_it_shows_a_time_before() {
        assertThat(THEN.age(at(50, "other", 5))).contains(Duration.ofSeconds(50));
        assertThat(THEN.age(at(0, "other", 5))).contains(Duration.ZERO);
        assertThat(THEN.age(at(-1, "other", 5))).isEmpty();
        assertThat(THEN.ageSinceBoot(at(50, "other", 5))).isEmpty();
    }

    @Test
    void a_jump_is_what_the_wall_clock_went_further() {
        assertThat(THEN.jumpTo(at(50, "one", 130))).isEqualTo(Duration.ofSeconds(20));
        assertThat(THEN.jumpTo(at(10, "one", 130))).isEqualTo(Duration.ofSeconds(-20));
    }

    @Test
    void it_is_written_and_read() {
        assertThat(Moment.parse(THEN.toString())).isEqualTo(THEN);
        for (String other : List.of("", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z@one+PT1S")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Moment.parse(other));
        }
    }

    private static Moment at(int seconds, String boot, int uptime) {
        return new Moment(WALL.plusSeconds(seconds), boot, Duration.ofSeconds(uptime));
    }
}
