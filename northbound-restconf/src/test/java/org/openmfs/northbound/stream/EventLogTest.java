package org.openmfs.northbound.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.northbound.http.EventSource.Event;

final class EventLogTest {
    private static final Instant BEGIN = Instant.parse("2026-11-30T00:00:00Z");

    private final EventLog log = new EventLog(BEGIN);

    private Event at(int second) {
        return log.add(BEGIN.plusSeconds(second), "at " + second);
    }

    private static List<String> texts(List<Event> events) {
        return events.stream().map(Event::text).toList();
    }

    @Test
    void what_happened_after_an_event_is_told_in_order() {
        Event first = at(1);
        at(2);
        Event last = at(3);

        assertThat(log.after(first.id(), Instant.MAX).map(EventLogTest::texts)).contains(List.of("at 2", "at 3"));
        assertThat(log.after(last.id(), Instant.MAX)).contains(List.of());
        assertThat(texts(log.between(BEGIN.plusSeconds(2), Instant.MAX))).containsExactly("at 2", "at 3");
        assertThat(log.since()).isEqualTo(BEGIN);
    }

    @Test
    void of_an_id_of_another_run_or_of_none_nothing_is_known() {
        Event mine = at(1);
        Event other = new EventLog(BEGIN.plusSeconds(1)).add(BEGIN, "x");

        for (String id : List.of(other.id(), mine.id() + "0", mine.id() + "x", "", "-", "0123456789".repeat(10))) {
            assertThat(log.after(id, Instant.MAX)).as(id).isEmpty();
        }
    }

    @Test
    void ten_thousand_are_kept() {
        Event first = at(0);
        Event second = at(1);
        for (int i = 2; i <= 10_000; i++) {
            at(i);
        }

        assertThat(log.between(BEGIN, Instant.MAX)).hasSize(10_000);
        assertThat(log.after(first.id(), Instant.MAX).map(List::size)).contains(10_000);
        assertThat(log.since()).isEqualTo(BEGIN);
        at(10_001);
        assertThat(log.after(first.id(), Instant.MAX)).isEmpty();
        assertThat(log.after(second.id(), Instant.MAX).map(List::size)).contains(10_000);
        assertThat(log.since()).isEqualTo(BEGIN.plusSeconds(1));
    }

    @Test
    void and_fewer_where_they_are_long() {
        for (int i = 0; i < 9; i++) {
            log.add(BEGIN, "x".repeat(1_000_000));
        }

        assertThat(log.between(BEGIN, Instant.MAX)).hasSize(8);
    }

    @Test
    void of_a_time_at_which_something_happened_that_is_not_kept_not_all_is_kept() {
        for (int i = 0; i <= 10_000; i++) {
            at(1);
        }

        assertThat(log.isKeptSince(BEGIN.plusSeconds(1))).isFalse();
        assertThat(log.isKeptSince(BEGIN.plusSeconds(2))).isTrue();
    }

    /** Devices say themselves when something happened. */
    @Test
    void nor_of_one_before_it_whatever_came_in_between() {
        at(5);
        for (int i = 0; i <= 10_000; i++) {
            at(1);
        }

        assertThat(log.isKeptSince(BEGIN.plusSeconds(3))).isFalse();
    }

    @Test
    void all_is_kept_of_a_run_that_told_little() {
        at(0);

        assertThat(log.isKeptSince(BEGIN)).isTrue();
        assertThat(log.isKeptSince(BEGIN.minusSeconds(1))).isFalse();
    }
}
