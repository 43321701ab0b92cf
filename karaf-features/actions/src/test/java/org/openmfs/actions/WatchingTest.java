package org.openmfs.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events as they come. */
final class WatchingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String SERVICE = """
            data: {"ietf-restconf:notification":{"eventTime":"2026-11-30T12:00:00Z",\
            "mfs-event:service-changed":{"service":"%s","phase":"%s"}}}""";
    private static final String SESSION = """
            data: {"ietf-restconf:notification":{"eventTime":"2026-11-30T12:00:00Z",\
            "mfs-event:connection-changed":{"kind":"device","id":"alice","connection":"connected","text":"up"}}}""";

    private final ScriptedRestconf restconf = new ScriptedRestconf()
            .tells(
                    ":",
                    "",
                    "id: 1-1",
                    SERVICE.formatted("blue", "planned"),
                    "",
                    SESSION,
                    SERVICE.formatted("red", "active"),
                    SERVICE.formatted("blue", "active"));

    private List<String> heard(Watching.Wish wish) throws Exception {
        List<String> heard = new ArrayList<>();
        new Watching(restconf)
                .watch(
                        wish,
                        event -> heard.add(Members.text(event.content(), "service")
                                .or(() -> Members.text(event.content(), "id"))
                                .orElse("")));
        assertThat(restconf.followed()).isZero();
        return heard;
    }

    @Test
    void it_is_enough_after_as_many_as_were_asked_for() throws Exception {
        assertThat(heard(Watching.Wish.of(Set.of(), false, 2, LONG))).containsExactly("blue", "red");
        assertThat(heard(Watching.Wish.of(Set.of(), true, 2, LONG))).containsExactly("blue", "alice");
        assertThat(heard(Watching.Wish.of(Set.of("blue"), false, 2, LONG))).containsExactly("blue", "blue");
    }

    @Test
    void it_is_enough_after_the_time_that_was_asked_for() throws Exception {
        long begin = System.nanoTime();

        assertThat(heard(new Watching.Wish(Set.of(), false, Watching.Wish.ENDLESS, Duration.ofMillis(200))))
                .containsExactly("blue", "red", "blue");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void it_ends_when_whoever_is_told_wants_no_more() throws Exception {
        List<Event> heard = new ArrayList<>();

        new Watching(restconf).watch(Watching.Wish.of(Set.of(), false, 5, LONG), event -> !heard.add(event));

        assertThat(heard).hasSize(1);
        assertThat(restconf.followed()).isZero();
    }

    @Test
    void a_stream_that_ends_is_told_with_its_reason() {
        restconf.tells(": the stream ends, since the controller stops").endsItsStream();

        assertThatThrownBy(() -> heard(Watching.Wish.of(Set.of(), false, 9, LONG)))
                .isInstanceOf(ActionFailure.class)
                .hasMessage("the stream of events ended, since the controller stops");
    }

    @Test
    void who_interrupts_it_ends_it() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> heard(Watching.Wish.of(Set.of("green"), false, 1, LONG)))
                .isInstanceOf(InterruptedException.class);
        assertThat(restconf.followed()).isZero();
    }

    @Test
    void numbers_that_say_nothing_are_refused() {
        assertThatThrownBy(() -> Watching.Wish.of(Set.of(), false, 0, LONG))
                .hasMessage("--count: a number from 1 on was expected, not '0'");
        assertThatThrownBy(() -> Watching.Wish.of(Set.of(), false, 1, Duration.ofSeconds(-1)))
                .hasMessage("--for: a number of seconds from 1 on was expected, not '-1'");
    }

    @Test
    void a_time_that_no_clock_counts_is_as_long_as_the_longest() throws Exception {
        for (Duration endless : List.of(Duration.ofSeconds(Long.MAX_VALUE), Watching.Wish.LONGEST.multipliedBy(400))) {
            assertThat(heard(Watching.Wish.of(Set.of(), false, 2, endless))).containsExactly("blue", "red");
        }
    }

    @Test
    void who_reads_too_slowly_is_told_that_lines_were_lost_and_takes_no_more_memory() {
        ScriptedRestconf flood = new ScriptedRestconf();
        for (int i = 0; i < 50_000; i++) {
            flood.tells(SERVICE.formatted("blue", "active"));
        }
        List<Event> heard = new ArrayList<>();

        assertThatThrownBy(() -> new Watching(flood).watch(Watching.Wish.of(Set.of(), false, 50_000, LONG), heard::add))
                .isInstanceOf(ActionFailure.class)
                .hasMessage("more happened than could be told: what follows was lost");
        assertThat(heard).hasSizeBetween(1_000, 10_000);
        assertThat(flood.followed()).isZero();
    }

    @Test
    void a_manager_that_is_away_is_told() {
        restconf.isAway();

        assertThatThrownBy(() -> heard(Watching.Wish.of(Set.of(), false, 1, LONG)))
                .hasMessage("there is no stream");
    }
}
