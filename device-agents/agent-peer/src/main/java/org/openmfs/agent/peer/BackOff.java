package org.openmfs.agent.peer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits between attempts: doubled from the first to the longest, each between half and whole so that peers spread. */
final class BackOff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    BackOff(LinkTimes times, RandomGenerator random) {
        this.first = times.firstRetry();
        this.longest = times.longestRetry();
        this.random = random;
        this.next = first;
    }

    Duration next() {
        Duration whole = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        long half = whole.toNanos() / 2;
        return Duration.ofNanos(half + random.nextLong(half + 1));
    }

    void reset() {
        next = first;
    }
}
