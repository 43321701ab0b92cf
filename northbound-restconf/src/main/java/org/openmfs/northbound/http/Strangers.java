package org.openmfs.northbound.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.SocketAddress;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections whose client has not shown who it is. Where there are too many connections, the oldest of these is ended: who
 * says nothing, or guesses, takes no room from those who are known. Where all are known the oldest of the user is ended who
 * has most, so that no user shuts the others out.
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
        /** Who has shown himself on it. */
        private Optional<String> user = Optional.empty();
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
        Held newest = open.computeIfAbsent(who, first -> new Held(end));
        newest.layers++;
        if (open.size() - ending <= most) {
            return Optional.empty();
        }
        Optional<Held> unwanted = unwanted(newest);
        unwanted.ifPresent(held -> {
            held.ending = true;
            ending++;
        });
        return unwanted.map(held -> held.lowest);
    }

    private Optional<Held> unwanted(Held newest) {
        Optional<Held> stranger = staying().filter(held -> held.user.isEmpty()).findFirst();
        return stranger.filter(held -> held != newest).or(this::oldestOfMost).or(() -> stranger);
    }

    private Stream<Held> staying() {
        return open.values().stream().filter(held -> !held.ending);
    }

    /** Of the user who has the most connections, if anybody has several. */
    private Optional<Held> oldestOfMost() {
        return staying()
                .filter(held -> held.user.isPresent())
                .collect(Collectors.groupingBy(held -> held.user.get()))
                .values()
                .stream()
                .filter(several -> several.size() > 1)
                .max(Comparator.comparingInt(List::size))
                .map(List::getFirst);
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        SocketAddress who = addresses.remove(connection);
        if (who != null && --open.get(who).layers == 0 && open.remove(who).ending) {
            ending--;
        }
    }

    private synchronized void known(SocketAddress who, String user) {
        Held held = open.get(who);
        if (held != null) {
            held.user = Optional.of(user);
        }
    }

    /** Where a request comes from. */
    sealed interface Sender {}

    /** Who sent a request, and how his connection becomes one of a client that is known. */
    record Client(SocketAddress address, Consumer<String> knows) implements Sender {}

    /** It was made in this process, without a connection, for somebody who may ask for as long as is told. */
    record Inside(String place, BooleanSupplier standing) implements Sender {}

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
            if (request.getProperty(Strangers.class.getName()) instanceof Inside) {
                return;
            }
            SocketAddress from = received.get().getConnectionMetaData().getRemoteSocketAddress();
            Consumer<String> knows = user -> strangers.known(from, user);
            request.setProperty(Strangers.class.getName(), new Client(from, knows));
        }
    }
}
