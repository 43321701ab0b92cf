package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.channel.Expiry;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;

/** The last watch over a key's age. */
final class ExpiryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final KeyId KEY = new KeyId("0123456789abcdef0123456789abcdef");

    private final OneSide side = new OneSide(Role.INITIATOR);
    private final List<Instant> told = new ArrayList<>();
    private final Expiry expiry = new Expiry(side.encDec, side.context.platform(), () -> told.add(side.context.now()));
    private final Instant begin = side.context.now();

    @BeforeEach
    void install() {
        side.encDec.has(KEY, new Slot(0), true);
    }

    @Test
    void two_seconds_after_a_key_s_end_the_Enc_Dec_is_cleared_and_that_is_told_once() {
        expiry.keyEnds(Optional.of(begin.plusSeconds(10)));
        side.time.run(Duration.ofMillis(11_999));
        assertThat(side.encDec.holds(KEY)).isTrue();

        side.time.run(SECOND.multipliedBy(60));
        assertThat(side.encDec.calls()).containsExactly("clear");
        assertThat(told).containsExactly(begin.plusSeconds(12));
    }

    @Test
    void however_many_keys_followed_each_other_one_end_is_watched() {
        int before = side.time.waiting();
        for (int i = 1; i <= 100; i++) {
            expiry.keyEnds(Optional.of(begin.plus(Duration.ofHours(i))));
        }
        side.time.run(Duration.ofMinutes(30));

        assertThat(side.time.waiting() - before).isLessThan(5);
    }

    @Test
    void another_key_s_end_takes_its_place_and_none_takes_it_away() {
        expiry.keyEnds(Optional.of(begin.plusSeconds(10)));
        expiry.keyEnds(Optional.of(begin.plusSeconds(20)));
        side.time.run(SECOND.multipliedBy(15));
        assertThat(side.encDec.holds(KEY)).isTrue();
        expiry.keyEnds(Optional.empty());
        side.time.run(SECOND.multipliedBy(60));

        assertThat(side.encDec.calls()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void one_that_ended_before_is_not_waited_for() {
        expiry.keyEnds(Optional.of(begin.minusSeconds(60)));
        side.time.run(Duration.ofMillis(1));

        assertThat(side.encDec.holds(KEY)).isFalse();
    }

    @Test
    void an_Enc_Dec_that_is_not_cleared_is_told_again_every_second() {
        expiry.keyEnds(Optional.of(begin));
        side.encDec.fails("clear", new EncDecFailure("busy"), 2);
        side.time.run(SECOND.multipliedBy(3));
        assertThat(side.encDec.holds(KEY)).isTrue();
        assertThat(told).isEmpty();

        side.time.run(SECOND);
        assertThat(side.encDec.holds(KEY)).isFalse();
        assertThat(told).containsExactly(begin.plusSeconds(4));
    }

    @Test
    void the_time_is_looked_at_every_minute_since_timers_stand_still_while_a_machine_sleeps() {
        List<Duration> waits = new ArrayList<>();
        Platform real = side.context.platform();
        Platform noting = new Platform(
                real.machine(),
                real.clock(),
                real.random(),
                (delay, task) -> {
                    waits.add(delay);
                    return real.timers().after(delay, task);
                },
                real.events(),
                real.work(),
                real.computing(),
                real.pace());
        new Expiry(side.encDec, noting, () -> {}).keyEnds(Optional.of(begin.plus(Duration.ofHours(1))));

        side.time.run(Duration.ofHours(2));

        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofMinutes(1)) <= 0);
        assertThat(side.encDec.calls()).containsExactly("clear");
    }

    @Test
    void a_timer_that_calls_too_early_is_set_again() {
        List<Runnable> timers = new ArrayList<>();
        Platform real = side.context.platform();
        Platform hasty = new Platform(
                real.machine(),
                real.clock(),
                real.random(),
                (delay, task) -> {
                    timers.add(task);
                    return () -> {};
                },
                real.events(),
                real.work(),
                real.computing(),
                real.pace());
        new Expiry(side.encDec, hasty, () -> {}).keyEnds(Optional.of(begin.plusSeconds(10)));
        timers.removeFirst().run();
        assertThat(side.encDec.holds(KEY)).isTrue();
        assertThat(timers).hasSize(1);

        side.time.run(SECOND.multipliedBy(12));
        timers.removeFirst().run();
        assertThat(side.encDec.holds(KEY)).isFalse();
    }
}
