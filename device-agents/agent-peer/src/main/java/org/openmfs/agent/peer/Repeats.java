package org.openmfs.agent.peer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Tells what is news: the same is said again only after a while, and no more than so much in that time. */
final class Repeats {
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int MOST = 64;

    private final LongSupplier nanoTime;
    private final Map<String, Long> said = new HashMap<>();

    Repeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean isNews(String text) {
        long now = nanoTime.getAsLong();
        said.values().removeIf(last -> now - last >= SILENCE.toNanos());
        return said.size() < MOST && said.putIfAbsent(text, now) == null;
    }

    synchronized void forget() {
        said.clear();
    }
}
