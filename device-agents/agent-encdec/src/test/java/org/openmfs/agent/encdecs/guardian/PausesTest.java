package org.openmfs.agent.encdecs.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class PausesTest {
    @Test
    void who_is_interrupted_in_one_is_told_and_stays_interrupted() {
        Pauses hours = new Pauses(Duration.ofHours(1), Duration.ofHours(1));
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(GuardianFailure.class)
                    .isThrownBy(hours::next)
                    .withMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    @Timeout(20)
    void pauses_become_longer_little_by_little_and_not_longer_than_the_longest() throws Exception {
        Pauses growing = new Pauses(Duration.ofMillis(1), Duration.ofHours(1));
        long begin = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            growing.next();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(7));

        Pauses even = new Pauses(Duration.ofMillis(1), Duration.ofMillis(1));
        for (int i = 0; i < 40; i++) {
            even.next();
        }
    }
}
