package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** One thread and virtual time: tasks run in order when a test says so, alarms when their time has come. */
final class Clockwork {
    final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private Instant now = Instant.parse("2026-11-23T00:00:00Z");
    private Duration wrong = Duration.ZERO;
    private int ran;

    private record Alarm(Instant due, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return due.compareTo(other.due);
        }
    }

    /** One task at a time: what comes to be run in the middle of another one waits for its end. */
    Executor serial() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        AtomicBoolean running = new AtomicBoolean();
        return task -> {
            waiting.add(task);
            tasks.add(() -> runAll(waiting, running));
        };
    }

    private static void runAll(Queue<Runnable> waiting, AtomicBoolean running) {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }
        } finally {
            running.set(false);
        }
    }

    /** What the clock shows. */
    Instant now() {
        return now.plus(wrong);
    }

    /** Somebody sets the clock back: alarms come when they would have come. */
    void setBack(Duration span) {
        wrong = wrong.minus(span);
    }

    void after(Duration delay, Runnable task) {
        alarms.add(new Alarm(now.plus(delay), task));
    }

    /** How many tasks ran so far. */
    int ran() {
        return ran;
    }

    void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            ran++;
            task.run();
        }
    }

    void pass(Duration time) {
        Instant end = now.plus(time);
        settle();
        while (!alarms.isEmpty() && !alarms.peek().due().isAfter(end)) {
            Alarm alarm = alarms.poll();
            now = alarm.due();
            alarm.task().run();
            settle();
        }
        now = end;
    }
}
