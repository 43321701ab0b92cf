package org.openmfs.northbound.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.SocketAddress;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections whose client has not shown who it is. Where there are too many connections, the oldest of these is ended: who
 * says nothing, or guesses, takes no room from those who are known.
 */
final class Strangers implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private final int most;
    private final Map<SocketAddress, Held> open = new LinkedHashMap<>();
    /** A connection that was closed has no address any more. */
    private final Map<Connection, SocketAddress> addresses = new IdentityHashMap<>();

    private int ending;

    /** A connection, of one layer or several: TLS has one below that of HTTP. */
    private static final class Held {
        private final EndPoint lowest;
        private int layers;
        private boolean known;
        /** It was told to end, and is there for a moment yet. */
        private boolean ending;

        Held(EndPoint lowest) {
            this.lowest = lowest;
        }
    }

    /** @param most connections at a time */
    Strangers(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        opened(connection).ifPresent(unwanted -> {
            LOG.debug("too many connections: one of {} ends", unwanted.getRemoteSocketAddress());
            unwanted.close();
        });
    }

    /** Which one is too many. */
    private synchronized Optional<EndPoint> opened(Connection connection) {
        EndPoint end = connection.getEndPoint();
        SocketAddress who = end.getRemoteSocketAddress();
        if (who == null) {
            return Optional.empty();
        }
        addresses.put(connection, who);
        open.computeIfAbsent(who, first -> new Held(end)).layers++;
        if (open.size() - ending <= most) {
            return Optional.empty();
        }
        Optional<Held> unwanted = open.values().stream()
                .filter(held -> !held.known && !held.ending)
                .findFirst();
        unwanted.ifPresent(held -> {
            held.ending = true;
            ending++;
        });
        return unwanted.map(held -> held.lowest);
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        SocketAddress who = addresses.remove(connection);
        if (who != null && --open.get(who).layers == 0 && open.remove(who).ending) {
            ending--;
        }
    }

    private synchronized void known(SocketAddress who) {
        Held held = open.get(who);
        if (held != null) {
            held.known = true;
        }
    }

    /** Who sent a request, and how his connection becomes one of a client that is known. */
    record Client(SocketAddress address, Runnable knows) {}

    /** Tells it of each request, before any can be refused. */
    @PreMatching
    @Priority(BodyLimit.FIRST - 1)
    static final class Introduction implements ContainerRequestFilter {
        private final Strangers strangers;

        @Inject
        private Provider<Request> received;

        Introduction(Strangers strangers) {
            this.strangers = strangers;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            SocketAddress from = received.get().getConnectionMetaData().getRemoteSocketAddress();
            Runnable knows = () -> strangers.known(from);
            request.setProperty(Strangers.class.getName(), new Client(from, knows));
        }
    }
}
