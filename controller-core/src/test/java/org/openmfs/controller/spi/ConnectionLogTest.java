package org.openmfs.controller.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ReasonCode;
import org.slf4j.event.Level;

/** What the log says of sessions, and how often. */
final class ConnectionLogTest {
    private final ConnectionLog log = new ConnectionLog("manager west");
    private final List<LogLine> lines = new ArrayList<>();
    private int second;

    @Test
    void a_refusal_is_a_warning_once_a_cause_however_often_it_is_tried() {
        for (int i = 0; i < 100; i++) {
            tell(Connection.State.REFUSED, ReasonCode.CREDENTIAL_REFUSED, "node a: the bearer-token was refused");
            tell(Connection.State.REFUSED, ReasonCode.CREDENTIAL_REFUSED, "node b: the bearer-token was refused");
        }
        tell(Connection.State.CONNECTING, ReasonCode.MANAGER_UNREACHABLE, "no answer");
        tell(Connection.State.REFUSED, ReasonCode.CREDENTIAL_REFUSED, "node a: the bearer-token was refused");

        assertThat(lines)
                .containsExactly(
                        new LogLine(Level.WARN, "manager west is refused: node a: the bearer-token was refused"),
                        new LogLine(Level.WARN, "manager west is refused: node b: the bearer-token was refused"),
                        new LogLine(Level.INFO, "manager west is connecting: no answer"),
                        new LogLine(Level.WARN, "manager west is refused: node a: the bearer-token was refused"));
    }

    @Test
    void a_refusal_that_is_tried_again_as_one_that_may_pass_is_a_warning_too() {
        tell(Connection.State.CONNECTING, ReasonCode.MANAGER_REFUSED, "leaf uuid: no UUID");
        assertThat(lines).extracting(LogLine::level).containsExactly(Level.WARN);
    }

    @Test
    void texts_that_never_repeat_fill_no_log() {
        for (int i = 0; i < 1_000; i++) {
            tell(Connection.State.REFUSED, ReasonCode.MANAGER_REFUSED, "try " + i);
        }
        assertThat(lines).hasSizeBetween(1, 10);
    }

    private void tell(Connection.State state, ReasonCode reason, String text) {
        Instant since = Instant.EPOCH.plusSeconds(second++);
        log.line(new Connection(state, Optional.of(reason), text, since)).ifPresent(lines::add);
    }
}
