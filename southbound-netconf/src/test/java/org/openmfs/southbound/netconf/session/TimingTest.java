package org.openmfs.southbound.netconf.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimingTest {
    @Test
    void a_commit_may_not_be_taken_back_before_it_can_be_confirmed() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() ->
                        new Timing(second, second, second, second.multipliedBy(4), second, second, second, second))
                .hasMessage("confirm must be above four times answer");
    }
}
