package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.openmfs.agent.netconf.datastore.Datastores;
import org.openmfs.agent.netconf.datastore.SessionHandle;
import org.openmfs.agent.netconf.operation.EventStream;
import org.openmfs.agent.netconf.operation.ProtocolEvents;
import org.openmfs.agent.netconf.session.AgentSession.Client;
import org.openmfs.agent.netconf.session.AgentSession.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to happen when a session begins and when it ends. */
public final class SessionLife {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLife.class);

    private final SessionRegistry registry;
    private final Datastores datastores;
    private final EventStream stream;
    private final ProtocolEvents events;

    public SessionLife(SessionRegistry registry, Datastores datastores, EventStream stream, ProtocolEvents events) {
        this.registry = requireNonNull(registry);
        this.datastores = requireNonNull(datastores);
        this.stream = requireNonNull(stream);
        this.events = requireNonNull(events);
    }

    /** A session that has a number and no hello yet. */
    AgentSession begin(SessionHandle handle, Client client, int maxEvents) {
        return new AgentSession(handle, client, maxEvents, this::end);
    }

    /** The hellos are exchanged. A connection that is lost from now on ends the session, whatever it is busy with. */
    void up(AgentSession session) {
        registry.up(session);
        LOG.info("{} of {} began from {}", session.handle(), session.handle().user(), address(session));
        events.sessionStarted(session.handle());
        var lost = session.client().channel().closeFuture();
        lost.addListener(closed -> Thread.startVirtualThread(() -> session.end(Ending.DROPPED)));
    }

    boolean isSubscribed(AgentSession session) {
        return stream.isSubscribed(session.handle());
    }

    SessionRegistry registry() {
        return registry;
    }

    private void end(AgentSession session, Ending how) {
        stream.unsubscribe(session.handle());
        datastores.sessionEnded(session.handle());
        registry.down(session, how);
        var words = how.name().toLowerCase(Locale.ROOT);
        LOG.info("{} ended: {}", session.handle(), words);
        events.sessionEnded(session.handle(), words);
    }

    private static String address(AgentSession session) {
        return RemoteEnd.of(session.client().channel());
    }
}
