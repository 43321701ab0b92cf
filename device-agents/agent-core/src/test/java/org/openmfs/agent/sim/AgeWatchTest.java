package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.machine.AgeWatch;

/** An association that is started again and again says each time that its key should be gone. */
final class AgeWatchTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private final OneSide side = new OneSide(Role.INITIATOR);
    private final Instant begin = side.context.now();
    private int gone;
    private final AgeWatch watch = new AgeWatch(side.encDec, side.context.platform(), () -> gone++);

    private void ends(Instant at) {
        watch.keyEnds(Optional.of(at));
        side.time.run(LONG);
    }

    @Test
    void a_key_that_was_seen_to_is_not_told_as_gone_again() {
        ends(begin.plusSeconds(10));
        watch.keyEnds(Optional.empty());
        ends(begin.plusSeconds(10));
        ends(begin.plusSeconds(5));

        assertThat(gone).isOne();
        assertThat(side.encDec.calls()).containsExactly("clear");
    }

    @Test
    void the_next_key_is_seen_to_as_well() {
        ends(begin.plusSeconds(10));
        ends(begin.plus(LONG).plusSeconds(10));

        assertThat(gone).isEqualTo(2);
    }
}
