package org.openmfs.agent.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.openmfs.agent.time.MachineClock;
import org.openmfs.agent.time.Moment;

/** Time that passes only when nothing is left to do at the moment it is; everything runs on the caller's thread. */
final class VirtualTime implements MachineClock {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private Instant now = START;
    private Duration skew = Duration.ZERO;
    private String generation = "";
    private long count;

    private record Event(Instant at, long number, Runnable task) {}

    @Override
    public Moment now() {
        return new Moment(now.plus(skew), "boot", elapsed());
    }

    @Override
    public String generation() {
        return generation;
    }

    /** The clock on the wall is set. */
    void setAhead(Duration by) {
        skew = skew.plus(by);
    }

    /** The machine is restored from a snapshot. */
    void restored(String as) {
        generation = as;
    }

    Duration elapsed() {
        return Duration.between(START, now);
    }

    void after(Duration delay, Runnable task) {
        events.add(new Event(now.plus(delay), count++, task));
    }

    void run(Duration duration) {
        Instant end = now.plus(duration);
        while (!events.isEmpty() && !events.peek().at().isAfter(end)) {
            step();
        }
        now = end;
    }

    /** Whether the condition came true before this much time had passed. */
    boolean runUntil(BooleanSupplier condition, Duration longest) {
        Instant end = now.plus(longest);
        while (!condition.getAsBoolean()) {
            if (events.isEmpty() || events.peek().at().isAfter(end)) {
                return false;
            }
            step();
        }
        return true;
    }

    /** How many things are to be done later. */
    int waiting() {
        return events.size();
    }

    private void step() {
        Event event = events.remove();
        now = event.at();
        event.task().run();
    }
}
