package org.openmfs.northbound.restconf;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What happens again and again, and is told now and then; a bounded number of such things. */
final class Repeats {
    private static final Duration SESSION = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST = 1024;

    private final InstantSource clock;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /** When it happened last or was told last, and how often it was not told since. */
    private record Seen(Instant last, int untold) {}

    Repeats(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether a user was not seen from there for ten minutes. */
    synchronized boolean isLogin(String user, String from) {
        String session = "login of " + user + " " + from;
        Instant now = clock.instant();
        Seen before = seen.remove(session);
        remember(session, new Seen(now, 0));
        return before == null || !now.isBefore(before.last().plus(SESSION));
    }

    /** How many of the kind were not told before this one; empty if this one is not to be told either. */
    synchronized OptionalInt untold(String kind) {
        Instant now = clock.instant();
        Seen before = seen.remove(kind);
        int others = before == null ? 0 : before.untold();
        if (before == null || !now.isBefore(before.last().plus(PAUSE))) {
            remember(kind, new Seen(now, 0));
            return OptionalInt.of(others);
        }
        remember(kind, new Seen(before.last(), others + 1));
        return OptionalInt.empty();
    }

    private void remember(String what, Seen when) {
        if (seen.size() >= MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
        seen.put(what, when);
    }
}
