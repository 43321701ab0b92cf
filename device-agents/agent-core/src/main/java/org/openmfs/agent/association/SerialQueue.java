package org.openmfs.agent.association;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs an association's events one after the other; after a broken assumption it runs none any more. */
public final class SerialQueue {
    private final Queue<Event> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Executor executor;
    private final Consumer<RuntimeException> broken;
    private final Runnable afterwards;
    private volatile boolean closed;

    /** @param dropped done instead, if the queue is closed before its turn */
    private record Event(Runnable run, Runnable dropped) {}

    /**
     * Runs events on the executor.
     *
     * @param broken told when an event threw
     * @param afterwards run after every event
     */
    public SerialQueue(Executor executor, Consumer<RuntimeException> broken, Runnable afterwards) {
        this.executor = executor;
        this.broken = broken;
        this.afterwards = afterwards;
    }

    /** Runs the event after those before it, unless the queue is closed by then. */
    public void post(Runnable event) {
        post(event, () -> {});
    }

    /**
     * Runs the event after those before it.
     *
     * @param dropped done instead, on any thread, if the queue is closed by then
     */
    public void post(Runnable event, Runnable dropped) {
        if (closed) {
            dropped.run();
            return;
        }
        waiting.add(new Event(event, dropped));
        if (size.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    private void drain() {
        do {
            Event event = waiting.remove();
            if (closed) {
                event.dropped().run();
            } else {
                run(event.run());
            }
        } while (size.decrementAndGet() > 0);
    }

    private void run(Runnable event) {
        try {
            event.run();
            afterwards.run();
        } catch (RuntimeException e) {
            closed = true;
            broken.accept(e);
        } catch (Error e) {
            closed = true;
            broken.accept(new IllegalStateException("an error of the machine", e));
        }
    }
}
