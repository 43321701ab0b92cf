package org.openmfs.southbound.http.event;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.session.PeriodicReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a server's first event stream for as long as it is open, and takes it up again whenever it breaks. Nothing
 * that the server says, and no listener that fails, ends it. A stream that is open to this side alone is found out by
 * those who read the same server, and by the silence of a server that otherwise sends keep-alives.
 */
public final class EventFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
    private static final String STREAMS = "/data/ietf-restconf-monitoring:restconf-state/streams";

    private final RestconfClient client;
    private final Consumer<String> events;
    private final Pace pace;
    private final AtomicLong faults = new AtomicLong();
    private final StreamNews news;
    private final Thread thread;
    private volatile Optional<EventStream> open = Optional.empty();
    private boolean away;

    /** Follows at the usual pace. */
    public EventFollower(RestconfClient client, Consumer<String> events) {
        this(client, events, Pace.USUAL);
    }

    /**
     * @param events hears of every event, on a thread of its own; of one that was too long to be taken, without its text
     */
    public EventFollower(RestconfClient client, Consumer<String> events, Pace pace) {
        this.client = client;
        this.events = events;
        this.pace = pace;
        this.news = new StreamNews(client.address());
        thread = Thread.ofVirtual().name("restconf-events").start(this::run);
    }

    /** A server without a stream is asked again from time to time. */
    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Optional<URI> location =
                        client.read(STREAMS, EventStreams::first).flatMap(found -> found);
                if (location.isPresent()) {
                    follow(location.get());
                }
            } catch (SouthboundFailure away) {
                lost(away.getMessage());
            } catch (IOException brokeOff) {
                // Said only if it cannot be opened anew: why not says more than how it ended.
                LOG.debug("the stream of events of {} broke off: {}", client.address(), brokeOff.getMessage());
            } catch (RuntimeException | Error broken) {
                count(broken);
            }
            rest();
        }
    }

    private void follow(URI location) throws SouthboundFailure, IOException {
        try (EventStream stream = EventStream.open(client, location)) {
            open = Optional.of(stream);
            news.had().ifPresent(LOG::info);
            stream.forEach(this::pass);
        }
    }

    /** Does the reading, and heeds how it went. */
    public void heeding(PeriodicReader.Reading reading) throws SouthboundFailure {
        try {
            reading.read();
            heed(true);
        } catch (SouthboundFailure failed) {
            heed(false);
            throw failed;
        }
    }

    /**
     * Says how a reading of the same server went. A stream from before an outage may be open to us alone, so that it is
     * opened anew when the server answers again; so is one that has been silent for too long.
     */
    public synchronized void heed(boolean answered) {
        boolean back = answered && away;
        away = !answered;
        open.filter(stream -> back || stream.isSilentFor(pace.silence())).ifPresent(EventStream::close);
    }

    private void pass(String event) {
        try {
            events.accept(event);
        } catch (RuntimeException | Error broken) {
            count(broken);
        }
    }

    private void lost(String why) {
        if (!Thread.currentThread().isInterrupted()) {
            news.lost(why).ifPresent(LOG::info);
        }
    }

    private void count(Throwable broken) {
        long times = faults.incrementAndGet();
        if (times == 1) {
            LOG.error("an event of {} was lost by a fault of ours; the next ones are heard", client.address(), broken);
        } else if (Long.bitCount(times) == 1) {
            LOG.error("{} events of {} were lost by faults of ours so far", times, client.address());
        }
    }

    private void rest() {
        try {
            Thread.sleep(pace.pause());
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
