package org.openmfs.southbound.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets a test wait for something without asking again and again. */
public final class Changed {
    private static final long PATIENCE_S = 30;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signalled = lock.newCondition();
    private long version;

    public void signal() {
        lock.lock();
        try {
            version++;
            signalled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void await(String what, BooleanSupplier wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        long seen = version();
        while (!wanted.getAsBoolean()) {
            seen = after(seen, end, what);
        }
    }

    private long version() {
        lock.lock();
        try {
            return version;
        } finally {
            lock.unlock();
        }
    }

    private long after(long seen, long end, String what) {
        lock.lock();
        try {
            while (version == seen) {
                if (signalled.awaitNanos(end - System.nanoTime()) <= 0) {
                    throw new AssertionError(what + " did not come");
                }
            }
            return version;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }
}
