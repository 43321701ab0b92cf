package org.openmfs.controller.worlds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Semaphore;

/**
 * When what happens: one thing at a time, in the same order each time. What blocks runs on a thread of its own, which goes
 * on when its pause is over and everybody else stands still.
 */
final class VirtualTime {
    private static final Instant BEGIN = Instant.parse("2026-11-30T00:00:00Z");

    private static final int MOST_STEPS = 5_000;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::due).thenComparing(Alarm::number));
    private final Semaphore main = new Semaphore(0);
    private Instant now = BEGIN;
    private long alarmed;
    private Strand current = new Strand(() -> {});

    private record Alarm(Instant due, long number, Runnable task) {}

    /** A task that may pause in the middle. */
    private final class Strand {
        private final Semaphore turn = new Semaphore(0);
        private final Runnable work;

        Strand(Runnable work) {
            this.work = work;
        }

        void start() {
            Thread.ofVirtual().start(() -> {
                turn.acquireUninterruptibly();
                try {
                    work.run();
                } finally {
                    main.release();
                }
            });
            goOn();
        }

        void goOn() {
            current = this;
            turn.release();
            main.acquireUninterruptibly();
        }
    }

    Instant now() {
        return now;
    }

    /** How long it has been going on. */
    Duration since() {
        return Duration.between(BEGIN, now);
    }

    /** When all that is to be done before is done. */
    void soon(Runnable task) {
        tasks.add(task);
    }

    void after(Duration delay, Runnable task) {
        alarms.add(new Alarm(now.plus(delay), alarmed++, task));
    }

    /** The same, of a task that may pause. */
    void work(Runnable task) {
        tasks.add(() -> new Strand(task).start());
    }

    /** Called by a task that may pause. */
    void pause(Duration span) {
        Strand mine = current;
        after(span, mine::goOn);
        main.release();
        mine.turn.acquireUninterruptibly();
    }

    void pass(Duration span) {
        Instant end = now.plus(span);
        settle();
        while (!alarms.isEmpty() && !alarms.peek().due().isAfter(end)) {
            Alarm next = alarms.poll();
            now = next.due();
            next.task().run();
            settle();
        }
        now = end;
    }

    /** What never comes to rest at one moment keeps a processor busy for ever. */
    private void settle() {
        int steps = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            if (++steps > MOST_STEPS) {
                throw new IllegalStateException("no rest after " + steps + " steps at " + since());
            }
            task.run();
        }
    }
}
