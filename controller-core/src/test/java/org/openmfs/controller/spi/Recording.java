package org.openmfs.controller.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Keeps every report, in order, and lets a test wait for one. */
final class Recording<R> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<R> all = new ArrayList<>();

    void add(R report) {
        lock.lock();
        try {
            all.add(report);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Those reported so far that this is about. */
    List<R> of(Predicate<R> about) {
        lock.lock();
        try {
            return all.stream().filter(about).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the reports that this is about, all together, are like this. */
    void await(String what, Predicate<R> about, Predicate<List<R>> like) {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (!like.test(of(about))) {
                if (left <= 0) {
                    throw new AssertionError(what + " did not come; reported: " + of(about));
                }
                left = grown.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }
}
