package org.openmfs.agent.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** Time that passes only when nothing is left to do at the moment it is; everything runs on the caller's thread. */
final class VirtualTime implements InstantSource {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
    private Instant now = START;
    private long count;

    private record Event(Instant at, long number, Runnable task) {}

    @Override
    public Instant instant() {
        return now;
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

    private void step() {
        Event event = events.remove();
        now = event.at();
        event.task().run();
    }
}
