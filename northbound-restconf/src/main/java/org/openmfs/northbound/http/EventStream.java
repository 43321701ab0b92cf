package org.openmfs.northbound.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to one client, on the thread of its request, until one side ends them. A client that reads slower
 * than things happen is dropped when a bounded amount waits for it, and told so if it still listens; it connects again and
 * reads the state. One that takes nothing at all is dropped by the connection.
 */
final class EventStream implements StreamingOutput, EventSource.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    /** Octets that may wait for one client: some thousands of events, so that a burst drops nobody who reads. */
    private static final int MOST_WAITING = 1024 * 1024;
    /** Longer than a client waits before it believes a connection to be dead. */
    private static final int HEARTBEAT_SECONDS = 15;

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(UTF_8);

    /** How soon a stream ends that its client may not watch any more. */
    private static final int LOOK_SECONDS = 1;

    private final EventSource source;
    private final Supplier<Optional<String>> ending;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int octets;
    private Optional<String> over = Optional.empty();

    /** @param ending asked now and then: why the client may not watch any more */
    EventStream(EventSource source, Supplier<Optional<String>> ending) {
        this.source = source;
        this.ending = ending;
    }

    @Override
    public void write(OutputStream client) throws IOException {
        // Before the first comment: a client that has read it misses nothing that happens from then on.
        try (EventSource.Watch watch = source.watch(this)) {
            send(client, HEARTBEAT);
            if (watch.gap().isPresent()) {
                send(client, (": " + watch.gap().get() + "\n\n").getBytes(UTF_8));
            }
            Iterator<EventSource.Event> before = watch.before().iterator();
            while (before.hasNext() && mayWatch()) {
                send(client, octets(before.next()));
            }
            send(client, watch);
            send(client, (": the stream ends, since " + reason() + "\n\n").getBytes(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(OutputStream client, EventSource.Watch watch) throws IOException, InterruptedException {
        long sent = System.nanoTime();
        while (true) {
            Optional<byte[]> next = next();
            if (next.isEmpty()) {
                watch.over().ifPresent(this::ended);
            }
            if (!mayWatch()) {
                return;
            }
            boolean quiet = System.nanoTime() - sent >= TimeUnit.SECONDS.toNanos(HEARTBEAT_SECONDS);
            if (next.isPresent() || quiet) {
                send(client, next.orElse(HEARTBEAT));
                sent = System.nanoTime();
            }
        }
    }

    private boolean mayWatch() {
        ending.get().ifPresent(this::ended);
        return !isOver();
    }

    private static void send(OutputStream client, byte[] text) throws IOException {
        client.write(text);
        client.flush();
    }

    private synchronized String reason() {
        return over.orElse("");
    }

    private synchronized boolean isOver() {
        return over.isPresent();
    }

    /** The next event; empty where none comes for a while, or when it is over. */
    private synchronized Optional<byte[]> next() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LOOK_SECONDS);
        long left = end - System.nanoTime();
        while (waiting.isEmpty() && over.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        Optional<byte[]> event = Optional.ofNullable(waiting.pollFirst());
        octets -= event.map(text -> text.length).orElse(0);
        return event;
    }

    @Override
    public synchronized void happened(EventSource.Event event) {
        if (over.isPresent()) {
            return;
        }
        byte[] text = octets(event);
        if (octets + text.length > MOST_WAITING) {
            LOG.info("an event stream ends, since its client reads too slowly");
            end("too much waits for this client, which reads too slowly");
        } else {
            waiting.addLast(text);
            octets += text.length;
            notifyAll();
        }
    }

    private static byte[] octets(EventSource.Event event) {
        return ("id: " + event.id() + "\ndata: " + event.text() + "\n\n").getBytes(UTF_8);
    }

    @Override
    public synchronized void ended(String why) {
        end(why);
    }

    private void end(String why) {
        over = over.or(() -> Optional.of(why));
        waiting.clear();
        octets = 0;
        notifyAll();
    }
}
