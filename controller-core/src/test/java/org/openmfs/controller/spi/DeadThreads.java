package org.openmfs.controller.spi;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes which threads ended by an exception while it was open. */
public final class DeadThreads implements AutoCloseable {
    private final List<String> dead = new CopyOnWriteArrayList<>();
    private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

    public DeadThreads() {
        Thread.setDefaultUncaughtExceptionHandler((thread, end) -> dead.add(thread.getName() + ": " + end));
    }

    public List<String> all() {
        return List.copyOf(dead);
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
