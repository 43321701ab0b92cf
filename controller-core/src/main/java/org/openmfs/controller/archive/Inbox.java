package org.openmfs.controller.archive;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** What waits for the writer, in the order and with the time in which it came; bounded, so that nobody is held up. */
final class Inbox {
    /** How many entries may wait. */
    static final int MOST = 8_192;
    /** How many characters of them. */
    static final long MOST_LENGTH = 16 << 20;
    /** How many go to disk together. */
    static final int GROUP = 512;

    private static final long GROUP_LENGTH = 1 << 18;

    private final ArchiveTime time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<Task> tasks = new ArrayList<>();
    private long length;
    private boolean closed;

    /** An entry, and who waits for it. */
    record Waiting(Instant time, Entry entry, CompletableFuture<Head> written) {}

    /** What the writer is to do between two groups. It tells by itself what came of it. */
    interface Task {
        void run();
    }

    /** What is to be done now. */
    record Batch(List<Waiting> entries, List<Task> tasks, boolean isLast) {}

    Inbox(ArchiveTime time) {
        this.time = time;
    }

    /** @throws ArchiveFailure at once, if too much waits or it is closed */
    CompletableFuture<Head> put(Entry entry) throws ArchiveFailure {
        lock.lock();
        try {
            requireOpen();
            if (waiting.size() >= MOST || length + entry.length() > MOST_LENGTH) {
                throw new ArchiveFailure(
                        Why.BUSY, "the archive is behind: " + waiting.size() + " entries wait for the disk");
            }
            CompletableFuture<Head> written = new CompletableFuture<>();
            // Taken here, so that the order of entries is that of their times wherever the clock goes on.
            waiting.add(new Waiting(time.wall().instant(), entry, written));
            length += entry.length();
            news.signal();
            return written;
        } finally {
            lock.unlock();
        }
    }

    void ask(Task task) throws ArchiveFailure {
        lock.lock();
        try {
            requireOpen();
            tasks.add(task);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() throws ArchiveFailure {
        if (closed) {
            throw new ArchiveFailure(Why.CLOSED, "the archive is closed");
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What waits, up to a group of entries; nothing after so long. */
    Batch take(long patienceMillis) {
        lock.lock();
        try {
            awaitNews(TimeUnit.MILLISECONDS.toNanos(patienceMillis));
            List<Waiting> group = new ArrayList<>();
            long size = 0;
            while (!waiting.isEmpty() && group.size() < GROUP && size < GROUP_LENGTH) {
                Waiting next = waiting.remove();
                group.add(next);
                size += next.entry().length();
            }
            length -= size;
            List<Task> due = List.copyOf(tasks);
            tasks.clear();
            return new Batch(group, due, closed && waiting.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** What nobody will write any more. */
    List<Waiting> rest() {
        lock.lock();
        try {
            List<Waiting> rest = List.copyOf(waiting);
            waiting.clear();
            return rest;
        } finally {
            lock.unlock();
        }
    }

    private void awaitNews(long nanos) {
        try {
            long left = nanos;
            while (waiting.isEmpty() && tasks.isEmpty() && !closed && left > 0) {
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException early) {
            // The writer's thread is its own: whoever interrupts it makes it look sooner.
        }
    }
}
