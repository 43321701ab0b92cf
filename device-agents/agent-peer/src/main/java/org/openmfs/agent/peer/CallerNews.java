package org.openmfs.agent.peer;

import java.net.InetAddress;
import java.util.function.LongSupplier;

/** Which failed calls of callers that are no peer's address are told. */
final class CallerNews {
    private final Repeats all;

    CallerNews(LongSupplier nanoTime) {
        this.all = new Repeats(nanoTime);
    }

    boolean isNews(InetAddress caller, String text) {
        return all.isNews(text);
    }
}
