package org.openmfs.northbound.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

    private final EventSource source;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int octets;
    private Optional<String> over = Optional.empty();

    EventStream(EventSource source) {
        this.source = source;
    }

    @Override
    public void write(OutputStream client) throws IOException {
        // Before the first comment: a client that has read it misses nothing that happens from then on.
        try (EventSource.Watch watch = source.watch(this)) {
            send(client, ":\n\n".getBytes(UTF_8));
            for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
                send(client, next.get());
            }
            send(client, (": the stream ends, since " + reason() + "\n\n").getBytes(UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(OutputStream client, byte[] text) throws IOException {
        client.write(text);
        client.flush();
    }

    private synchronized String reason() {
        return over.orElse("");
    }

    /** The next event, or a sign of life where nothing happens; empty when it is over. */
    private synchronized Optional<byte[]> next() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEARTBEAT_SECONDS);
        while (waiting.isEmpty() && over.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return Optional.of(":\n\n".getBytes(UTF_8));
            }
            wait(left);
        }
        if (over.isPresent()) {
            return Optional.empty();
        }
        byte[] event = waiting.removeFirst();
        octets -= event.length;
        return Optional.of(event);
    }

    @Override
    public synchronized void happened(String event) {
        if (over.isPresent()) {
            return;
        }
        byte[] text = ("data: " + event + "\n\n").getBytes(UTF_8);
        if (octets + text.length > MOST_WAITING) {
            LOG.info("an event stream ends, since its client reads too slowly");
            end("too much waits for this client, which reads too slowly");
        } else {
            waiting.addLast(text);
            octets += text.length;
            notifyAll();
        }
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
