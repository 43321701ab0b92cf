package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Connection.State;
import org.openmfs.controller.model.ReasonCode;

final class NetworkConnectionTest {
    private final NetworkConnection network = new NetworkConnection();

    private static Instant at(int minute) {
        return Instant.EPOCH.plusSeconds(60L * minute);
    }

    private static Connection up(String text, int since) {
        return new Connection(State.CONNECTED, Optional.empty(), text, at(since));
    }

    private static Connection away(String text, int since) {
        return new Connection(State.CONNECTING, Optional.of(ReasonCode.MANAGER_UNREACHABLE), text, at(since));
    }

    private Connection told(int now, Connection... nodes) {
        return network.news(List.of(nodes), at(now)).orElseThrow();
    }

    @Test
    void when_another_node_is_away_it_is_so_since_then() {
        told(1, up("", 0), away("b", 1), up("", 0));

        assertThat(told(5, up("", 0), away("b", 1), away("c", 5)).since()).isEqualTo(at(5));
        assertThat(told(7, up("", 0), up("", 7), away("c", 5)).since()).isEqualTo(at(7));
    }

    @Test
    void it_is_so_since_its_nodes_are_and_not_since_that_was_told() {
        assertThat(told(9, up("", 3), away("b", 4)).since()).isEqualTo(at(4));
    }

    @Test
    void other_words_change_nothing_about_since_when_it_is_so() {
        told(1, up("", 0), away("b", 1));

        Connection now = told(5, up("3 passed over", 0), away("b, in other words", 1));

        assertThat(now.since()).isEqualTo(at(1));
        assertThat(now.text()).isEqualTo("b, in other words; 3 passed over");
        assertThat(network.news(List.of(up("3 passed over", 0), away("b, in other words", 1)), at(6)))
                .isEmpty();
    }
}
