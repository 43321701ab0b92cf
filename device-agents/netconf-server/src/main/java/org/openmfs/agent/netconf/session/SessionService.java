package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.function.Function;
import org.opendaylight.netconf.server.api.monitoring.Capability;
import org.opendaylight.netconf.server.api.monitoring.CapabilityListener;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationService;
import org.opendaylight.netconf.server.api.operations.NetconfOperationServiceFactory;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yangtools.concepts.Registration;
import org.openmfs.agent.netconf.datastore.SessionHandle;
import org.openmfs.agent.netconf.session.AgentSession.Ending;

/** Gives OpenDaylight's session of one connection the one operation that it needs, and hears when it ends. */
final class SessionService implements NetconfOperationServiceFactory {
    private final String user;
    private final Function<SessionHandle, AgentSession> begin;
    private final Function<AgentSession, NetconfOperation> dispatch;
    private AgentSession session;

    SessionService(
            String user,
            Function<SessionHandle, AgentSession> begin,
            Function<AgentSession, NetconfOperation> dispatch) {
        this.user = requireNonNull(user);
        this.begin = requireNonNull(begin);
        this.dispatch = requireNonNull(dispatch);
    }

    /** The session that was begun. */
    AgentSession session() {
        return requireNonNull(session, "OpenDaylight has not numbered the session");
    }

    @Override
    public Set<Capability> getCapabilities() {
        return Set.of();
    }

    @Override
    public Registration registerCapabilityListener(CapabilityListener listener) {
        return () -> {};
    }

    @Override
    public NetconfOperationService createService(SessionIdType number) {
        session = begin.apply(new SessionHandle(number.getValue().toJava(), user));
        var begun = session;
        var operation = dispatch.apply(begun);
        return new NetconfOperationService() {
            @Override
            public Set<NetconfOperation> getNetconfOperations() {
                return Set.of(operation);
            }

            @Override
            public void close() {
                begun.end(begun.client().channel().isActive() ? Ending.CLOSED : Ending.DROPPED);
            }
        };
    }
}
