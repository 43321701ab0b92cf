package org.openmfs.agent.peer;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which failed calls are told of callers at no peer's address: a few texts of each address, so that nobody's calls keep
 * another's from being told, and of so many addresses.
 */
final class CallerNews {
    private static final int MOST_CALLERS = 64;
    private static final int MOST_OF_ONE = 8;

    private final LongSupplier nanoTime;
    private final Map<InetAddress, Repeats> callers = new HashMap<>();

    CallerNews(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean isNews(InetAddress caller, String text) {
        callers.values().removeIf(Repeats::isOver);
        boolean full = callers.size() >= MOST_CALLERS && !callers.containsKey(caller);
        return !full
                && callers.computeIfAbsent(caller, one -> new Repeats(nanoTime, MOST_OF_ONE))
                        .isNews(text);
    }
}
