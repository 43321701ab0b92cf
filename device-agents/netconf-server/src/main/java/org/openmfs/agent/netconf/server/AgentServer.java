package org.openmfs.agent.netconf.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.openmfs.agent.netconf.datastore.ConfigTree;
import org.openmfs.agent.netconf.datastore.Datastores;
import org.openmfs.agent.netconf.datastore.Datastores.Surroundings;
import org.openmfs.agent.netconf.datastore.RunningFile;
import org.openmfs.agent.netconf.operation.Capabilities;
import org.openmfs.agent.netconf.operation.ErrorReply;
import org.openmfs.agent.netconf.operation.EventStream;
import org.openmfs.agent.netconf.operation.EventStreams;
import org.openmfs.agent.netconf.operation.NetconfState;
import org.openmfs.agent.netconf.operation.OperationTable;
import org.openmfs.agent.netconf.operation.ProtocolEvents;
import org.openmfs.agent.netconf.operation.YangLibrary;
import org.openmfs.agent.netconf.port.AgentModel;
import org.openmfs.agent.netconf.port.ConfigurationSink;
import org.openmfs.agent.netconf.port.EventPublisher;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.port.RpcHandlers;
import org.openmfs.agent.netconf.port.StateSource;
import org.openmfs.agent.netconf.session.HostKey;
import org.openmfs.agent.netconf.session.ManagementUser;
import org.openmfs.agent.netconf.session.SessionLife;
import org.openmfs.agent.netconf.session.SessionRegistry;
import org.openmfs.agent.netconf.session.SshEndpoint;
import org.openmfs.agent.netconf.xml.ModelReader;
import org.openmfs.agent.netconf.xml.ModelWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The NETCONF server of one agent: a candidate and a running configuration that outlives the process, confirmed
 * commits, locks, the agent's state, RPCs and events, over SSH.
 */
public final class AgentServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);

    private final ServerSettings settings;
    private final OperationTable.Agent agent;
    private final ConfigurationSink sink;
    private final ModelWriter writer;
    private final EventStream events;
    private final ScheduledExecutorService timers = timers();
    private FolderLock folder;
    private HostKey hostKey;
    private SshEndpoint endpoint;

    /**
     * Puts a server together; {@link #start()} opens it.
     *
     * @param model the modules to serve
     * @param sink where a committed configuration goes
     * @param state where the agent's state comes from
     * @param rpcs who carries out the agent's RPCs
     */
    public AgentServer(
            ServerSettings settings, AgentModel model, ConfigurationSink sink, StateSource state, RpcHandlers rpcs) {
        this.settings = requireNonNull(settings);
        this.agent = new OperationTable.Agent(model, state, rpcs);
        this.sink = requireNonNull(sink);
        this.writer = new ModelWriter(model.context());
        this.events = new EventStream(writer, InstantSource.system());
    }

    /**
     * Applies the stored configuration, then lets clients in.
     *
     * @throws IOException with a message for the operator, when the folder or the port is taken, or when the stored
     *     configuration cannot be used
     */
    public void start() throws IOException {
        folder = FolderLock.take(settings.folder());
        hostKey = HostKey.loadOrCreate(settings.folder().resolve("netconf-host-key"));
        var user = ManagementUser.loadOrCreate(
                settings.user().name(), settings.passwordFile(), settings.user().authorizedKeys());
        var protocolEvents = new ProtocolEvents(events);
        var datastores = openDatastores(protocolEvents);
        var sessions = new SessionRegistry();
        var context = agent.model().context();
        var operations = new OperationTable(agent, serverSide(sessions, datastores), datastores);
        endpoint = new SshEndpoint(
                new SshEndpoint.Settings(settings.bind(), hostKey, user, settings.limits()),
                new SshEndpoint.Offer(
                        new SessionLife(sessions, datastores, events, protocolEvents),
                        operations,
                        new ErrorReply(context),
                        Capabilities.of(context)),
                timers);
        endpoint.open();
        LOG.info("NETCONF on {} port {}", settings.bind().getHostString(), port());
    }

    /** The port that clients connect to, once started. */
    public int port() {
        return endpoint.port();
    }

    /** The fingerprint of the host key, as OpenSSH shows it, once started. */
    public String fingerprint() {
        return hostKey.fingerprint();
    }

    /** Where the agent publishes its notifications. What is published before anybody subscribed is not kept. */
    public EventPublisher events() {
        return events;
    }

    /** Closes all sessions and the port. An unconfirmed commit is undone at the next start. */
    @Override
    public void close() throws IOException {
        timers.shutdownNow();
        if (endpoint != null) {
            endpoint.close();
        }
        if (folder != null) {
            folder.close();
        }
    }

    private Datastores openDatastores(ProtocolEvents protocolEvents) throws IOException {
        var context = agent.model().context();
        var tree = new ConfigTree(context);
        var file = new RunningFile(settings.folder().resolve("running.xml"), tree, new ModelReader(context), writer);
        var stored = file.load(sink);
        try {
            tree.validate(stored);
            sink.validate(stored);
            sink.apply(stored);
        } catch (RequestRefused refused) {
            throw new IOException("the stored configuration cannot be used: " + refused.getMessage(), refused);
        }
        return new Datastores(tree, sink, new Surroundings(file, timers, protocolEvents), stored);
    }

    private OperationTable.Server serverSide(SessionRegistry sessions, Datastores datastores) {
        var monitor = new NetconfState(
                agent.model(), datastores, sessions, InstantSource.system().instant());
        return new OperationTable.Server(
                sessions, events, List.of(monitor, new YangLibrary(agent.model().context()), new EventStreams()));
    }

    private static ScheduledExecutorService timers() {
        var timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("netconf-timers").factory());
        // What is no longer waited for is forgotten at once: clients could make it pile up.
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }
}
