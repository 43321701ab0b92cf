package org.openmfs.northbound.http;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections on which no request comes in its time. Jetty ends those on which nothing comes; here also those end on which
 * an octet comes now and then.
 */
final class Latecomers implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Latecomers.class);
    /** Of the patience: how often it is looked. */
    private static final int LOOKS = 4;

    private final long patience;
    private final Map<SocketAddress, Held> open = new HashMap<>();

    /** A connection, of one layer or several: TLS has one below that of HTTP. */
    private static final class Held {
        private final EndPoint lowest;
        private int underWay;
        private long since = System.nanoTime();

        Held(EndPoint lowest) {
            this.lowest = lowest;
        }
    }

    /** @param patience from the beginning, or from the end of the request before, until the head of a request is there */
    Latecomers(Duration patience) {
        this.patience = patience.toNanos();
    }

    @Override
    public synchronized void onOpened(Connection connection) {
        EndPoint end = connection.getEndPoint();
        SocketAddress who = end.getRemoteSocketAddress();
        if (who != null) {
            open.compute(who, (address, held) -> held == null || !held.lowest.isOpen() ? new Held(end) : held);
        }
    }

    /** From here on it is no matter of its client how long a request takes. */
    Handler before(Handler resources) {
        return new Handler.Wrapper(resources) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                begun(request.getConnectionMetaData().getRemoteSocketAddress())
                        .ifPresent(held -> Request.addCompletionListener(request, failure -> ended(held)));
                return super.handle(request, response, callback);
            }
        };
    }

    private synchronized Optional<Held> begun(SocketAddress who) {
        Optional<Held> held = Optional.ofNullable(open.get(who));
        held.ifPresent(connection -> connection.underWay++);
        return held;
    }

    private synchronized void ended(Held held) {
        held.underWay--;
        held.since = System.nanoTime();
    }

    /** Looks again and again, for as long as the scheduler runs. */
    void watchBy(Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    for (EndPoint late : late()) {
                        LOG.debug("no request came in time from {}", late.getRemoteSocketAddress());
                        late.close();
                    }
                    watchBy(scheduler);
                },
                patience / LOOKS,
                TimeUnit.NANOSECONDS);
    }

    private synchronized List<EndPoint> late() {
        long now = System.nanoTime();
        open.values().removeIf(held -> !held.lowest.isOpen());
        return open.values().stream()
                .filter(held -> held.underWay == 0 && now - held.since > patience)
                .map(held -> held.lowest)
                .toList();
    }
}
