package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.agent.netconf.datastore.Datastore;
import org.openmfs.agent.netconf.datastore.Datastores;
import org.openmfs.agent.netconf.datastore.SessionHandle;
import org.openmfs.agent.netconf.port.AgentModel;
import org.w3c.dom.Element;

/**
 * {@code netconf-state}: what the server can do and what it is doing (RFC 6022). A controller reads from its schemas
 * which modules there are.
 */
public final class NetconfState implements ServerState {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
    private static final QName NAME = QName.create(NAMESPACE, "2010-10-04", "netconf-state");
    private static final Set<String> COMMON = Set.of(
            "urn:ietf:params:netconf:base:1.0",
            "urn:ietf:params:netconf:base:1.1",
            "urn:ietf:params:netconf:capability:notification:1.0",
            "urn:ietf:params:netconf:capability:interleave:1.0");

    private final AgentModel model;
    private final Datastores datastores;
    private final Activity activity;
    private final Instant start;

    /** What sessions there are. */
    public interface Activity {
        /** The open sessions. */
        List<SessionFacts> sessions();

        /** Sessions since the start. */
        long opened();

        /** Sessions since the start that their clients did not close. */
        long dropped();
    }

    /**
     * One session.
     *
     * @param handle its number and user
     * @param sourceHost address of the client
     * @param since when it began
     * @param inRpcs requests
     * @param outNotifications events sent
     */
    public record SessionFacts(
            SessionHandle handle, String sourceHost, Instant since, long inRpcs, long outNotifications) {}

    public NetconfState(AgentModel model, Datastores datastores, Activity activity, Instant start) {
        this.model = requireNonNull(model);
        this.datastores = requireNonNull(datastores);
        this.activity = requireNonNull(activity);
        this.start = requireNonNull(start);
    }

    @Override
    public QName name() {
        return NAME;
    }

    @Override
    public void append(Element data) {
        var state = StateElement.top(data, NAMESPACE, "netconf-state");
        var capabilities = new TreeSet<>(COMMON);
        capabilities.addAll(Capabilities.of(model.context()));
        var list = state.add("capabilities");
        capabilities.forEach(uri -> list.leaf("capability", uri));
        appendDatastores(state.add("datastores"));
        appendSchemas(state.add("schemas"));
        var sessions = state.add("sessions");
        activity.sessions().forEach(session -> append(session, sessions.add("session")));
        state.add("statistics")
                .leaf("netconf-start-time", start.truncatedTo(ChronoUnit.SECONDS))
                .leaf("in-sessions", activity.opened())
                .leaf("dropped-sessions", activity.dropped());
    }

    private void appendDatastores(StateElement list) {
        for (var datastore : Datastore.values()) {
            var entry = list.add("datastore").leaf("name", datastore.element());
            datastores
                    .lock(datastore)
                    .ifPresent(lock -> entry.add("locks")
                            .add("global-lock")
                            .leaf("locked-by-session", lock.holder().id())
                            .leaf("locked-time", lock.since().truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    private void appendSchemas(StateElement list) {
        for (var source : model.sources().keySet()) {
            var name = source.name().getLocalName();
            var entry = list.add("schema")
                    .leaf("identifier", name)
                    .leaf("version", source.revision() == null ? "" : source.revision())
                    .identity("format", NAMESPACE, "yang");
            model.context().findModules(name).stream()
                    .findFirst()
                    .ifPresent(module -> entry.leaf("namespace", module.getNamespace()));
            entry.leaf("location", "NETCONF");
        }
    }

    private static void append(SessionFacts session, StateElement entry) {
        entry.leaf("session-id", session.handle().id())
                .identity("transport", NAMESPACE, "netconf-ssh")
                .leaf("username", session.handle().user())
                .leaf("source-host", session.sourceHost())
                .leaf("login-time", session.since().truncatedTo(ChronoUnit.SECONDS))
                .leaf("in-rpcs", session.inRpcs())
                .leaf("out-notifications", session.outNotifications());
    }
}
