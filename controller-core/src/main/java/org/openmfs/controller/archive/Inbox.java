package org.openmfs.controller.archive;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/**
 * What waits for the writer, bounded, so that nobody is held up. What users ask has room of its own and goes first,
 * whatever happens by itself; each of both in the order in which it came.
 */
final class Inbox {
    /** How many entries may wait, of each. */
    static final int MOST = 8_192;
    /** How many characters of them. */
    static final long MOST_LENGTH = 16 << 20;
    /** How many go to disk together. */
    static final int GROUP = 512;

    private static final long GROUP_LENGTH = 1 << 18;

    private final ArchiveTime time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Lane asked = new Lane();
    private final Lane happened = new Lane();
    private final List<Task> tasks = new ArrayList<>();
    private boolean closed;

    /**
     * An entry, and who waits for it.
     *
     * @param time at which it was taken to be written, so that the order of entries is that of their times
     */
    record Waiting(Instant time, Entry entry, CompletableFuture<Head> written) {}

    /** An entry that came. */
    private record Came(Entry entry, CompletableFuture<Head> written) {
        Waiting at(Instant time) {
            return new Waiting(time, entry, written);
        }
    }

    /** Entries that wait for each other. */
    private static final class Lane {
        private final Deque<Came> waiting = new ArrayDeque<>();
        private long length;

        CompletableFuture<Head> put(Entry entry) throws ArchiveFailure {
            if (waiting.size() >= MOST || length + entry.length() > MOST_LENGTH) {
                throw new ArchiveFailure(
                        Why.BUSY, "the archive is behind: " + waiting.size() + " entries wait for the disk");
            }
            CompletableFuture<Head> written = new CompletableFuture<>();
            waiting.add(new Came(entry, written));
            length += entry.length();
            return written;
        }

        List<Waiting> group(InstantSource clock) {
            List<Waiting> group = new ArrayList<>();
            long size = 0;
            while (!waiting.isEmpty() && group.size() < GROUP && size < GROUP_LENGTH) {
                Came next = waiting.remove();
                group.add(next.at(clock.instant()));
                size += next.entry().length();
            }
            length -= size;
            return group;
        }
    }

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
            Lane lane = entry.kind().equals(Entry.AUDIT) ? asked : happened;
            CompletableFuture<Head> written = lane.put(entry);
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
            return asked.waiting.size() + happened.waiting.size();
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

    /** What waits, up to a group of entries, of users or of what happened; nothing after so long. */
    Batch take(long patienceMillis) {
        lock.lock();
        try {
            awaitNews(TimeUnit.MILLISECONDS.toNanos(patienceMillis));
            Lane lane = asked.waiting.isEmpty() ? happened : asked;
            List<Waiting> group = lane.group(time.wall());
            List<Task> due = List.copyOf(tasks);
            tasks.clear();
            return new Batch(group, due, closed && isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** What nobody will write any more. */
    List<Waiting> rest() {
        lock.lock();
        try {
            Instant now = time.wall().instant();
            List<Waiting> rest = Stream.of(asked, happened)
                    .flatMap(lane -> lane.waiting.stream())
                    .map(one -> one.at(now))
                    .toList();
            asked.waiting.clear();
            happened.waiting.clear();
            return rest;
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        return asked.waiting.isEmpty() && happened.waiting.isEmpty();
    }

    private void awaitNews(long nanos) {
        try {
            long left = nanos;
            while (isEmpty() && tasks.isEmpty() && !closed && left > 0) {
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException early) {
            // The writer's thread is its own: whoever interrupts it makes it look sooner.
        }
    }
}
