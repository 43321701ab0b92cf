package org.openmfs.northbound.stream;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.openmfs.northbound.http.EventSource.Event;

/**
 * The last events of one run of the controller, for clients that were away: at most ten thousand, of eight million letters
 * together. An event's id names the run and the event's number in it.
 */
final class EventLog {
    private static final int MOST = 10_000;
    private static final int MOST_LETTERS = 8_000_000;
    private static final int DIGITS = Character.MAX_RADIX;

    private final String run;
    private final Instant begin;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long number;
    private long letters;
    /** Time of the youngest that is not kept. */
    private Optional<Instant> forgotten = Optional.empty();

    private record Kept(long number, Instant time, Event event) {}

    EventLog(Instant begin) {
        this.begin = begin;
        this.run = Long.toString(begin.toEpochMilli(), DIGITS);
    }

    /** After which everything is kept. */
    Instant since() {
        return forgotten.orElse(begin);
    }

    /** Whether everything is kept that happened then or later. */
    boolean isKeptSince(Instant time) {
        return forgotten.map(time::isAfter).orElse(!time.isBefore(begin));
    }

    /** Of all events, kept or not. */
    long count() {
        return number;
    }

    Event add(Instant time, String text) {
        number++;
        Event event = new Event(run + "-" + number, text);
        kept.addLast(new Kept(number, time, event));
        letters += text.length();
        while (kept.size() > MOST || letters > MOST_LETTERS) {
            Kept oldest = kept.removeFirst();
            letters -= oldest.event().text().length();
            forgotten = forgotten.filter(oldest.time()::isBefore).or(() -> Optional.of(oldest.time()));
        }
        return event;
    }

    /** What happened after this one, and not after a time; empty if that is not kept, or not of this run. */
    Optional<List<Event>> after(String id, Instant end) {
        return numberOf(id)
                .filter(last -> last <= number && last >= number - kept.size())
                .map(last -> events(one -> one.number() > last && !one.time().isAfter(end)));
    }

    /** What is kept of what happened then or later, up to an end. */
    List<Event> between(Instant time, Instant end) {
        return events(one -> !one.time().isBefore(time) && !one.time().isAfter(end));
    }

    private List<Event> events(Predicate<Kept> wanted) {
        return kept.stream().filter(wanted).map(Kept::event).toList();
    }

    private Optional<Long> numberOf(String id) {
        String mine = run + "-";
        if (!id.startsWith(mine) || !id.substring(mine.length()).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(id.substring(mine.length())));
    }
}
