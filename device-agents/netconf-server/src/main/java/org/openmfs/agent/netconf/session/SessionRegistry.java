package org.openmfs.agent.netconf.session;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.openmfs.agent.netconf.operation.NetconfState;
import org.openmfs.agent.netconf.operation.Sessions;
import org.openmfs.agent.netconf.session.AgentSession.Ending;

/** All sessions that are open. */
public final class SessionRegistry implements Sessions, NetconfState.Activity {
    private final Map<Long, AgentSession> open = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /** Takes a place for a connection, if there is one left. */
    boolean enter(int limit) {
        if (connections.incrementAndGet() <= limit) {
            return true;
        }
        connections.decrementAndGet();
        return false;
    }

    /** Gives the place back. */
    void leave() {
        connections.decrementAndGet();
    }

    /** The hellos are exchanged. */
    void up(AgentSession session) {
        opened.incrementAndGet();
        open.put(session.handle().id(), session);
    }

    /** The session is over. */
    void down(AgentSession session, Ending how) {
        if (open.remove(session.handle().id(), session) && how == Ending.DROPPED) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public boolean kill(long id) {
        var session = open.get(id);
        if (session == null) {
            return false;
        }
        session.end(Ending.KILLED);
        session.client().channel().close();
        return true;
    }

    @Override
    public List<NetconfState.SessionFacts> sessions() {
        return open.values().stream()
                .sorted(Comparator.comparingLong(session -> session.handle().id()))
                .map(AgentSession::facts)
                .toList();
    }

    @Override
    public long opened() {
        return opened.get();
    }

    @Override
    public long dropped() {
        return dropped.get();
    }
}
