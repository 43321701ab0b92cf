package org.openmfs.controller.spi.restconf;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.openmfs.controller.spi.SouthboundFailure;

/** Follows a server's first event stream for as long as it is open, and takes it up again whenever it breaks. */
public final class EventFollower implements AutoCloseable {
    private static final String STREAMS = "/data/ietf-restconf-monitoring:restconf-state/streams";
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RestconfClient client;
    private final Consumer<String> events;
    private final Thread thread;
    private volatile Optional<EventStream> open = Optional.empty();

    /**
     * @param events hears of every event, on a thread of its own
     */
    public EventFollower(RestconfClient client, Consumer<String> events) {
        this.client = client;
        this.events = events;
        thread = Thread.ofVirtual().name("restconf-events").start(this::run);
    }

    /** A server without a stream is asked again from time to time. */
    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Optional<URI> location = client.get(STREAMS).flatMap(EventStreams::first);
                if (location.isPresent()) {
                    follow(location.get());
                }
            } catch (SouthboundFailure | IOException | IllegalArgumentException away) {
                // Whoever reads the server's state reports what is wrong; here we only try again.
            }
            pause();
        }
    }

    private void follow(URI location) throws SouthboundFailure, IOException {
        try (EventStream stream = EventStream.open(client, location)) {
            open = Optional.of(stream);
            stream.forEach(events);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        open.ifPresent(EventStream::close);
    }
}
