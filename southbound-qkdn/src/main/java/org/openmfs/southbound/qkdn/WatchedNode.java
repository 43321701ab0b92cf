package org.openmfs.southbound.qkdn;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.json.JsonNode;
import org.openmfs.southbound.http.json.UnexpectedJson;
import org.openmfs.southbound.http.session.PassedOver;
import org.openmfs.southbound.http.session.PeriodicReader;
import org.openmfs.southbound.qkdn.NodeEvents.LinkTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node of a QKD network with whoever reads it, so that one that does not answer keeps no other waiting. */
final class WatchedNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedNode.class);

    private final QkdNode node;
    private final Listener listener;
    private final TroubleNews troubles = new TroubleNews();
    private final PeriodicReader reader;
    private volatile Optional<Connection> connection = Optional.empty();
    private volatile boolean tried;

    /** Who hears of it, on the thread that reads it. */
    interface Listener {
        /** Before it is read; what it returns is handed in with what was read. */
        long mark();

        void read(NodePicture picture, long mark);

        /** It was read, or could not be. */
        void tried();

        /** It says that there is trouble with a link. */
        void trouble(LinkTrouble trouble);

        /** Whether it answers, or what is said of that, is otherwise. */
        void connectionChanged();
    }

    WatchedNode(QkdNode node, PassedOver passedOver, Listener listener, InstantSource clock, Pace pace) {
        this.node = node;
        this.listener = listener;
        reader = new PeriodicReader(this::read, passedOver::text, this::connection, clock, pace);
    }

    /** Nobody hears of it before. */
    void start() {
        node.follow(this::said);
        reader.start();
    }

    /** Whatever it says, and even if it says nothing that makes sense, it is time to read. */
    private void said(String notification) {
        look();
        try {
            NodeEvents.trouble(JsonNode.parse(notification))
                    .filter(troubles::isFirst)
                    .ifPresent(listener::trouble);
        } catch (UnexpectedJson nonsense) {
            LOG.debug("{}: a notification says nothing: {}", node.address(), nonsense.getMessage());
        }
    }

    private void read() throws SouthboundFailure {
        try {
            long mark = listener.mark();
            Optional<NodePicture> before = node.last();
            NodePicture now = node.read();
            listener.read(now, mark);
            now.newTroubles(before).stream().filter(troubles::isUntold).forEach(listener::trouble);
        } finally {
            tried = true;
            listener.tried();
            troubles.afterReading().forEach(listener::trouble);
        }
    }

    private void connection(Connection now) {
        connection = Optional.of(now);
        listener.connectionChanged();
    }

    QkdNode node() {
        return node;
    }

    /** As it was told last; empty until it was read for the first time, or could not be. */
    Optional<Connection> connection() {
        return connection;
    }

    boolean isTried() {
        return tried;
    }

    /** Why it did not answer when it was read last; empty if it did, or was not read yet. */
    Optional<Connection> away() {
        return connection.filter(now -> !now.up());
    }

    /** Whether this is what it calls itself, as far as it ever said. */
    boolean isCalled(UUID name) {
        return node.last().map(NodePicture::id).equals(Optional.of(name));
    }

    /** Whether it told of the link when it was read last. */
    boolean has(UUID link) {
        return node.last().stream()
                .flatMap(picture -> picture.links().stream())
                .anyMatch(known -> known.id().equals(link));
    }

    /** Reads it at once. */
    void look() {
        reader.wake();
    }

    @Override
    public void close() {
        reader.close();
        node.close();
    }
}
