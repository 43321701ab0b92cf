package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
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

    private Connection told(Connection... nodes) {
        List<Connection> told = new ArrayList<>();
        network.tell(List.of(nodes), told::add);
        return told.getFirst();
    }

    @Test
    void when_another_node_is_away_it_is_so_since_then() {
        told(up("", 0), away("b", 1), up("", 0));

        assertThat(told(up("", 0), away("b", 1), away("c", 5)).since()).isEqualTo(at(5));
        assertThat(told(up("", 0), up("", 7), away("c", 5)).since()).isEqualTo(at(7));
    }

    @Test
    void it_is_so_since_its_nodes_are_and_not_since_that_was_told() {
        assertThat(told(up("", 3), away("b", 4)).since()).isEqualTo(at(4));
    }

    @Test
    void other_words_change_nothing_about_since_when_it_is_so() {
        told(up("", 0), away("b", 1));

        Connection now = told(up("3 passed over", 0), away("b, in other words", 1));

        assertThat(now.since()).isEqualTo(at(1));
        assertThat(now.text()).isEqualTo("b, in other words; 3 passed over");
        network.tell(List.of(up("3 passed over", 0), away("b, in other words", 1)), again -> fail("told again"));
    }

    @Test
    void what_could_not_be_told_is_told_the_next_time() {
        assertThatIllegalStateException()
                .isThrownBy(() -> network.tell(List.of(away("b", 1)), all -> {
                    throw new IllegalStateException("nobody listens");
                }));

        assertThat(told(away("b", 1)).text()).isEqualTo("b");
    }
}
