package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.messages.NetconfMessage;
import org.opendaylight.netconf.server.NetconfServerSession;
import org.openmfs.agent.netconf.datastore.SessionHandle;
import org.openmfs.agent.netconf.operation.NetconfState.SessionFacts;
import org.openmfs.agent.netconf.operation.Outlet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;

/** One session from its connection to its end. */
final class AgentSession implements Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);

    private final SessionHandle handle;
    private final Client client;
    private final int maxEvents;
    private final BiConsumer<AgentSession, Ending> onEnd;
    private final AtomicInteger unsentEvents = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Queue<Runnable> afterReply = new ArrayDeque<>();
    private volatile NetconfServerSession peer;

    /**
     * Who is at the other end.
     *
     * @param channel the connection
     * @param since when it logged in
     */
    record Client(Channel channel, Instant since) {
        Client {
            requireNonNull(channel);
            requireNonNull(since);
        }
    }

    /** Why a session is over, in the words of {@code netconf-session-end} (RFC 6470). */
    enum Ending {
        CLOSED,
        KILLED,
        DROPPED
    }

    /**
     * Begins a session.
     *
     * @param maxEvents notifications that may wait for the client
     * @param onEnd frees what the session held; called once
     */
    AgentSession(SessionHandle handle, Client client, int maxEvents, BiConsumer<AgentSession, Ending> onEnd) {
        this.handle = requireNonNull(handle);
        this.client = requireNonNull(client);
        this.maxEvents = maxEvents;
        this.onEnd = requireNonNull(onEnd);
    }

    SessionHandle handle() {
        return handle;
    }

    Client client() {
        return client;
    }

    /** What others may know of the session. */
    SessionFacts facts() {
        var counters = peer().commonCounters();
        var from = (InetSocketAddress) client.channel().remoteAddress();
        return new SessionFacts(
                handle,
                from.getAddress().getHostAddress(),
                client.since(),
                counters.inRpcs(),
                counters.outNotifications());
    }

    /** OpenDaylight's half of the session, once the hellos are exchanged. */
    NetconfServerSession peer() {
        return requireNonNull(peer, "the session is not up");
    }

    void up(NetconfServerSession established) {
        peer = requireNonNull(established);
    }

    /** Frees what the session holds; the first reason counts. May wait for the agent to take a commit back. */
    void end(Ending how) {
        if (ended.compareAndSet(false, true)) {
            onEnd.accept(this, how);
        }
    }

    @Override
    public void send(Document notification) {
        if (unsentEvents.incrementAndGet() > maxEvents) {
            LOG.info("{} closed: it does not read its notifications", handle);
            client.channel().close();
            return;
        }
        try {
            peer().sendMessage(NetconfMessage.of(notification)).addListener(sent -> unsentEvents.decrementAndGet());
        } catch (DocumentedException impossible) {
            throw new IllegalStateException("a notification has an eventTime", impossible);
        }
    }

    @Override
    public void afterReply(Runnable action) {
        afterReply.add(action);
    }

    /** The reply is on its way. Same thread as the request. */
    void replied() {
        for (var action = afterReply.poll(); action != null; action = afterReply.poll()) {
            action.run();
        }
    }
}
