package org.openmfs.southbound.netconf.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class OurSessionsTest {
    private final OurSessions sessions = new OurSessions();

    private OurSession begin(long number) {
        OurSession session = new OurSession(number, number * 1_000);
        sessions.began(session);
        return session;
    }

    @Test
    void those_before_one_are_known_until_they_are_certainly_over() {
        OurSession first = begin(1);
        OurSession second = begin(2);
        OurSession third = begin(3);

        assertThat(sessions.before(third)).containsExactly(first, second);
        sessions.endedBefore(third);
        assertThat(sessions.before(third)).isEmpty();
        assertThat(sessions.before(begin(4))).containsExactly(third);
    }

    @Test
    void of_a_device_that_comes_and_goes_the_latest_are_known() {
        OurSession last = LongStream.range(0, 1_000)
                .mapToObj(this::begin)
                .reduce((one, other) -> other)
                .orElseThrow();

        assertThat(sessions.before(last))
                .hasSize(31)
                .extracting(OurSession::number)
                .contains(998L);
    }
}
