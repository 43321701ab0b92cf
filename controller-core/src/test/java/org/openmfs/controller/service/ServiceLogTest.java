package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.LogLine;
import org.slf4j.event.Level;

/** What the log says of a service that moved. */
final class ServiceLogTest {
    @Test
    void a_service_that_fails_is_a_warning_with_what_each_reason_says() {
        LogLine line = ServiceLog.moved(
                Furniture.BLUE,
                Phase.DEGRADED,
                Phase.FAILED,
                List.of(
                        reason(ReasonCode.METHOD_EXHAUSTED, "qkd-014: the KME has no key"),
                        reason(ReasonCode.STOCK_EMPTY, "no key in stock")));
        assertThat(line)
                .isEqualTo(new LogLine(
                        Level.WARN,
                        "service blue moved degraded -> failed because"
                                + " method-exhausted: qkd-014: the KME has no key; stock-empty: no key in stock"));
    }

    @Test
    void a_move_without_reasons_says_in_words_what_it_is() {
        assertThat(ServiceLog.moved(Furniture.BLUE, Phase.DEGRADED, Phase.ACTIVE, List.of()))
                .isEqualTo(new LogLine(Level.INFO, "service blue moved degraded -> active because all stands"));
        assertThat(Stream.of(Phase.values())
                        .map(phase -> ServiceLog.moved(Furniture.BLUE, Phase.RECEIVED, phase, List.of())))
                .allMatch(line -> line.text().matches("service blue moved \\S+ -> \\S+ because [a-z' ]{5,}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void of_many_reasons_some_are_said_and_how_many_more_there_are() {
        List<Reason> many = IntStream.range(0, 30)
                .mapToObj(at -> reason(ReasonCode.LINK_DOWN, "link " + at + " is down"))
                .toList();
        assertThat(ServiceLog.moved(Furniture.BLUE, Phase.ACTIVE, Phase.DEGRADED, many)
                        .text())
                .contains("link 4 is down")
                .doesNotContain("link 5 is down")
                .endsWith("; and 25 more");
    }

    private static Reason reason(ReasonCode code, String text) {
        return new Reason(code, "alice", text, Instant.EPOCH);
    }
}
