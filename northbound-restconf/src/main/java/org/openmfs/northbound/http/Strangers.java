package org.openmfs.northbound.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** A connection, of one layer or several: TLS has one below that of HTTP. */
    private static final class Held {
        private final EndPoint lowest;
        private int layers;
        private boolean known;

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
        EndPoint end = connection.getEndPoint();
        EndPoint unwanted = opened(end.getRemoteSocketAddress(), end);
        if (unwanted != null) {
            LOG.debug("too many connections: one of {} ends", unwanted.getRemoteSocketAddress());
            unwanted.close();
        }
    }

    private synchronized EndPoint opened(SocketAddress who, EndPoint end) {
        Held mine = open.computeIfAbsent(who, first -> new Held(end));
        mine.layers++;
        if (open.size() <= most) {
            return null;
        }
        return open.values().stream()
                .filter(held -> !held.known)
                .findFirst()
                .map(held -> held.lowest)
                .orElse(null);
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        SocketAddress who = connection.getEndPoint().getRemoteSocketAddress();
        Held held = open.get(who);
        if (held != null && --held.layers == 0) {
            open.remove(who);
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

    /** Tells it of each request. */
    @PreMatching
    @Priority(BodyLimit.FIRST)
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
