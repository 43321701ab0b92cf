package org.openmfs.agent.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a method that had no key is asked again: after the ordinary wait, but at the latest when half, three quarters and
 * nine tenths of what was left of the key in use have passed, and never within two seconds.
 *
 * @param began first of the failures in a row
 * @param keyEnds when the key in use then reaches its maximum age; empty without one
 */
record Drought(Instant began, Optional<Instant> keyEnds) {
    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration LONGEST_WITHOUT_KEY = Duration.ofSeconds(5);
    private static final List<Integer> PERCENT = List.of(50, 75, 90);

    /** A key in use that took another's place begins anew. */
    static Drought goesOn(Optional<Drought> before, Instant now, Optional<Instant> keyEnds) {
        return before.filter(known -> known.keyEnds().equals(keyEnds)).orElseGet(() -> new Drought(now, keyEnds));
    }

    static Instant notBefore(Instant failed) {
        return failed.plus(LEAST);
    }

    /** @param ordinary how long any other failure would be waited out */
    Instant next(Instant failed, Duration ordinary) {
        Instant latest = keyEnds.map(end -> latest(failed, end)).orElseGet(() -> failed.plus(LONGEST_WITHOUT_KEY));
        return Stream.of(failed.plus(ordinary), latest)
                .min(Instant::compareTo)
                .filter(wait -> wait.isAfter(notBefore(failed)))
                .orElseGet(() -> notBefore(failed));
    }

    /** After the last of the points, half of what is left each time. */
    private Instant latest(Instant failed, Instant end) {
        return PERCENT.stream()
                .map(percent -> began.plus(
                        Duration.between(began, end).multipliedBy(percent).dividedBy(100)))
                .filter(failed::isBefore)
                .findFirst()
                .orElseGet(() -> failed.plus(Duration.between(failed, end).dividedBy(2)));
    }
}
