package org.openmfs.agent.time;

import java.time.Duration;
import java.util.Optional;

/**
 * Notices that the clock on the wall was set, or that the machine was restored from a snapshot: then packet numbers may
 * have been used before under keys that this machine holds.
 */
public final class ClockJumps {
    private static final Duration MOST = Duration.ofSeconds(2);
    private final MachineClock clock;
    private Moment last;
    private String generation;

    public ClockJumps(MachineClock clock) {
        this.clock = clock;
        this.last = clock.now();
        this.generation = clock.generation();
    }

    /** What happened since the last call; empty if time went on as it should. */
    public Optional<String> look() {
        Moment now = clock.now();
        Duration jump = last.jumpTo(now);
        last = now;
        String before = generation;
        generation = clock.generation();
        if (!generation.equals(before)) {
            return Optional.of("the machine was restored from a snapshot");
        }
        return told(jump);
    }

    /** What happened since a moment of this boot; empty if time went on as it should, or the machine was started since. */
    public Optional<String> since(Moment then) {
        Moment now = clock.now();
        return then.ageSinceBoot(now).flatMap(age -> told(then.jumpTo(now)));
    }

    private static Optional<String> told(Duration jump) {
        return Optional.of(jump)
                .filter(by -> by.abs().compareTo(MOST) > 0)
                .map(by -> "the clock was set " + (by.isNegative() ? "back" : "ahead") + " by "
                        + by.abs().toSeconds() + " s, or the machine restored from a snapshot");
    }
}
