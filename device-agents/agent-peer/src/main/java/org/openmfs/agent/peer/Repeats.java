package org.openmfs.agent.peer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Tells what is news: the same is said again only after a while, and what is forgotten first is what was said longest ago. */
final class Repeats {
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int MOST = 64;

    private final LongSupplier nanoTime;
    private final Map<String, Long> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    Repeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean isNews(String text) {
        long now = nanoTime.getAsLong();
        Long last = said.get(text);
        if (last != null && now - last < SILENCE.toNanos()) {
            return false;
        }
        said.remove(text);
        said.put(text, now);
        return true;
    }

    synchronized void forget() {
        said.clear();
    }
}
