package org.openmfs.agent.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;

/** How long no frame has come under a key. */
final class StillnessTest {
    private static final KeyId KEY = new KeyId("0123456789abcdef0123456789abcdef");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Stillness stillness = new Stillness();

    @Test
    void a_key_is_still_when_no_frame_came_since_it_was_first_looked_at() {
        looked(7, NOW);
        looked(7, NOW.plusMillis(999));

        assertThat(stillness.lasts(KEY, WAIT, NOW.plusMillis(999))).isFalse();
        assertThat(stillness.lasts(KEY, WAIT, NOW.plusMillis(1000))).isTrue();
    }

    @Test
    void each_frame_makes_it_wait_anew() {
        looked(7, NOW);
        looked(8, NOW.plusMillis(999));

        assertThat(stillness.lasts(KEY, WAIT, NOW.plusMillis(1000))).isFalse();
        assertThat(stillness.lasts(KEY, WAIT, NOW.plusMillis(1999))).isTrue();
    }

    @Test
    void a_key_that_is_not_in_the_Enc_Dec_is_still() {
        assertThat(stillness.lasts(KEY, WAIT, NOW)).isTrue();

        looked(7, NOW);
        stillness.observed(new Observation(List.of(), 0), NOW);
        assertThat(stillness.lasts(KEY, WAIT, NOW)).isTrue();
    }

    private void looked(long frames, Instant now) {
        stillness.observed(
                new Observation(List.of(new InstalledKey(KEY, new Slot(0), false, true, frames, 0, 0)), 0), now);
    }
}
