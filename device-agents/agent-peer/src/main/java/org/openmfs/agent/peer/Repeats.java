package org.openmfs.agent.peer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Tells what is news: the same is said again only after a while, and no more than so much in that time. */
final class Repeats {
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int ORDINARY = 64;

    private final LongSupplier nanoTime;
    private final int most;
    private final Map<String, Long> said = new HashMap<>();

    Repeats(LongSupplier nanoTime) {
        this(nanoTime, ORDINARY);
    }

    /** @param most how many different texts are told in ten minutes */
    Repeats(LongSupplier nanoTime, int most) {
        this.nanoTime = nanoTime;
        this.most = most;
    }

    synchronized boolean isNews(String text) {
        boolean room = isOver() || said.size() < most;
        return room && said.putIfAbsent(text, nanoTime.getAsLong()) == null;
    }

    /** Whether nothing was said for so long that all is news again. */
    synchronized boolean isOver() {
        long now = nanoTime.getAsLong();
        said.values().removeIf(last -> now - last >= SILENCE.toNanos());
        return said.isEmpty();
    }

    synchronized void forget() {
        said.clear();
    }
}
