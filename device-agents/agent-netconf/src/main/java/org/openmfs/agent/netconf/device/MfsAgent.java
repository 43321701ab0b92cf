package org.openmfs.agent.netconf.device;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.association.Pace;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.identity.Life;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.HeapSweep;
import org.openmfs.agent.machine.AgentPorts;
import org.openmfs.agent.machine.Associations;
import org.openmfs.agent.netconf.port.AgentModel;
import org.openmfs.agent.netconf.port.EventPublisher;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.port.RpcCall;
import org.openmfs.agent.netconf.port.RpcHandlers;
import org.openmfs.agent.netconf.server.AgentServer;
import org.openmfs.agent.netconf.server.ServerSettings;
import org.openmfs.agent.netconf.session.Limits;
import org.openmfs.agent.peer.GrpcPeerLink;
import org.openmfs.agent.peer.LinkLimits;
import org.openmfs.agent.peer.LinkTimes;
import org.openmfs.agent.peer.tls.PeerTls;
import org.openmfs.agent.registry.EpochWitness;
import org.openmfs.agent.registry.PassphraseSealing;
import org.openmfs.agent.registry.SqliteRegistry;

/** An MFS CF and the NETCONF server that is its face: all parts of an agent, put together and running. */
public final class MfsAgent implements AutoCloseable {
    /** The version of this software. */
    public static final String VERSION = "0.1.0";

    private final Deque<Closeable> open;
    private final AtomicReference<EventPublisher> publisher = new AtomicReference<>(nobodyYet -> {});
    private final AtomicReference<AgentConfiguration> configuration = new AtomicReference<>();
    private final AgentServer server;
    private final GrpcPeerLink link;

    private MfsAgent(AgentSettings settings, Deque<Closeable> open) throws IOException, GeneralSecurityException {
        this.open = open;
        SecureRandom random = new SecureRandom();
        Identities identities = new Identities(settings, InstantSource.system());
        PeerTls peering = identities.peering();
        Guardians guardians = Guardians.open(settings);
        open.push(guardians);
        sweepHeap();
        SqliteRegistry registry = journal(settings, random);
        Parts parts = new Parts(settings, registry, guardians, random, this::desired);
        open.push(() -> closeAll(new ArrayDeque<>(parts.closeables().reversed())));
        KeyMeans means = parts.means();
        Map<String, EncDec> encDecs = parts.encDecs();
        link = new GrpcPeerLink(
                settings.peering().place().bind(), peering, LinkTimes.standard(), LinkLimits.standard(), random);
        open.push(link::close);
        AgentNotices notices = new AgentNotices(event -> publisher.get().publish(event), this::desired);
        Associations associations = new Associations(
                Platform.system(Pace.standard()),
                new AgentPorts(link, link.authenticator(), means, encDecs, registry, notices),
                settings.floor());
        open.push(associations::close);
        configuration.set(new AgentConfiguration(settings, associations, link, means.combiners()));
        AgentState.Unchanging unchanging =
                new AgentState.Unchanging(settings, VERSION, Instant.now(), link::port, means);
        server = new AgentServer(
                serverSettings(settings),
                AgentModel.compile(List.of(Mfs.module()), List.of()),
                configuration.get(),
                new AgentState(unchanging, associations, registry, this::desired),
                new RpcHandlers(Map.of(Mfs.name("rekey"), call -> rekey(associations, call))));
        open.push(server::close);
        publisher.set(server.events());
        link.start(associations);
        server.start();
        watch(parts, peering, notices, new MethodFiles(parts, associations));
    }

    private void sweepHeap() {
        HeapSweep sweep = new HeapSweep(HeapSweep.PACE);
        open.push(sweep::close);
        sweep.start();
    }

    private SqliteRegistry journal(AgentSettings settings, SecureRandom random) throws IOException {
        SqliteRegistry registry = registry(settings, random);
        open.push(registry::close);
        JournalSweep sweep = new JournalSweep(registry);
        open.push(sweep::close);
        sweep.start();
        return registry;
    }

    private void watch(Parts parts, PeerTls peering, AgentNotices notices, MethodFiles methods) {
        CertificateWatch watch = new CertificateWatch(
                List.of(peering::look, methods::lookAtKmeCredentials, methods::lookAtPreSharedKeys),
                () -> Stream.<Life>concat(
                                peering.lives().stream(), parts.kme().stream().flatMap(kme -> kme.lives().stream()))
                        .toList(),
                notices::certificateExpires,
                InstantSource.system());
        open.push(watch::close);
        watch.start();
    }

    /**
     * Puts an agent together and lets it run.
     *
     * @throws IOException with a line for the operator for all that cannot be read, listened at or used
     */
    public static MfsAgent start(AgentSettings settings) throws IOException {
        Deque<Closeable> open = new ArrayDeque<>();
        try {
            check(settings, open);
            MfsAgent agent = new MfsAgent(settings, open);
            open = new ArrayDeque<>();
            return agent;
        } catch (SettingsRefused refused) {
            Guardians.rearm(settings);
            throw refused;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("a certificate or key cannot be used: " + unusable.getMessage(), unusable);
        } finally {
            closeAll(open);
        }
    }

    /** A folder that cannot be taken is told with all else; one that another agent has is told alone. */
    private static void check(AgentSettings settings, Deque<Closeable> open) throws IOException {
        if (!DataFolder.faults(settings).isEmpty()) {
            StartChecks.beforeStart(settings);
            return;
        }
        DataFolder folder = DataFolder.take(settings);
        open.push(folder);
        try {
            StartChecks.beforeStart(settings);
        } catch (SettingsRefused refused) {
            folder.giveBack();
            throw refused;
        }
    }

    private Desired desired() {
        return Optional.ofNullable(configuration.get())
                .map(AgentConfiguration::desired)
                .orElse(Desired.NOTHING);
    }

    /** Where the NETCONF server listens. */
    public int netconfPort() {
        return server.port();
    }

    /** Where peers connect to. */
    public int peerPort() {
        return link.port();
    }

    /** Fingerprint of the SSH host key, for onboarding. */
    public String fingerprint() {
        return server.fingerprint();
    }

    /** The file that holds the NETCONF user's password. */
    public static Path passwordFile(AgentSettings settings) {
        return serverSettings(settings).passwordFile();
    }

    private static ServerSettings serverSettings(AgentSettings settings) {
        ServerSettings.User user = new ServerSettings.User("mfs", Optional.empty(), Optional.empty());
        return new ServerSettings(
                settings.netconf().bind(), settings.data().resolve("netconf"), user, Limits.defaults());
    }

    private static SqliteRegistry registry(AgentSettings settings, SecureRandom random) throws IOException {
        Path data = settings.data();
        Path nativeCode = data.resolve("native");
        // SQLite's library is unpacked at each start, and an agent that is killed leaves it behind.
        OwnerOnlyFolder.makeEmpty(nativeCode);
        System.setProperty("org.sqlite.tmpdir", nativeCode.toString());
        Path passphrase = DataFolder.passphrase(settings);
        Path journal = DataFolder.journal(data);
        OwnerOnlyFolder.make(settings.seals());
        OwnerOnlyFolder.requireSecret(passphrase, journal, random);
        return new SqliteRegistry(
                journal,
                new PassphraseSealing(passphrase, PassphraseSealing.ITERATIONS, random),
                EpochWitness.in(DataFolder.witness(settings)),
                random);
    }

    private static Optional<ContainerNode> rekey(Associations associations, RpcCall call) throws RequestRefused {
        String id = Tree.of(call.input()).text("association");
        if (!associations.rekey(new AssociationId(id))) {
            throw RequestRefused.of(ErrorTag.INVALID_VALUE, "association: there is no association " + id);
        }
        return Optional.empty();
    }

    /** Ends all parts, the last one first. Enc/Decs keep their keys, so that traffic goes on. */
    @Override
    public void close() throws IOException {
        closeAll(open);
    }

    private static void closeAll(Deque<Closeable> parts) throws IOException {
        Optional<IOException> first = Optional.empty();
        for (Closeable part : parts) {
            try {
                part.close();
            } catch (IOException | RuntimeException failed) {
                IOException told = new IOException("a part of the agent did not end in order", failed);
                first.ifPresent(one -> one.addSuppressed(told));
                first = first.or(() -> Optional.of(told));
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }
}
