package org.openmfs.karaf.composition;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.opendaylight.netconf.client.NetconfClientFactory;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.AlarmCleared;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.AlarmRaised;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.ConnectionChanged;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.ServiceChanged;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.plan.BuiltInRoutes;
import org.openmfs.controller.rules.ClassRules;
import org.openmfs.controller.rules.ConfigurationRules;
import org.openmfs.controller.rules.NeedToKnow;
import org.openmfs.controller.runtime.MfsController;
import org.openmfs.controller.runtime.SerialExecutor;
import org.openmfs.controller.service.InUse;
import org.openmfs.controller.spi.ManagerPlugins;
import org.openmfs.controller.store.ProposalReader;
import org.openmfs.northbound.NorthboundPolicy;
import org.openmfs.northbound.RestconfEndpoint;
import org.openmfs.northbound.auth.OwnerOnlyFiles;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.check.RequestCheck;
import org.openmfs.northbound.http.HttpSettings;
import org.openmfs.northbound.http.InnerCalls;
import org.openmfs.northbound.write.ConfigurationStore;
import org.openmfs.southbound.apn.tapi.OpticalNetworks;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.Terms;
import org.openmfs.southbound.http.identity.ClientIdentities;
import org.openmfs.southbound.netconf.NetconfDevices;
import org.openmfs.southbound.qkdn.QkdNetworks;

/**
 * The MFS Network Manager, its southbound plugins and its RESTCONF endpoint, put together by their constructors in the
 * order in which they need each other; closed in the opposite order.
 */
public final class RunningController implements AutoCloseable {
    private static final Set<QName> EVENTS =
            Set.of(ServiceChanged.QNAME, ConnectionChanged.QNAME, AlarmRaised.QNAME, AlarmCleared.QNAME);
    /** A dry run changes nothing. */
    private static final Set<String> HARMLESS = Set.of("mfs-service:plan-service");

    private static final InstantSource CLOCK = InstantSource.system();

    private final Parts parts = new Parts();
    private final MfsController manager;
    private final RestconfEndpoint restconf;
    private final AuditTrail audit;

    /** Below the data: what is shown to managers that ask for a certificate. */
    private static final String IDENTITIES = "identities";

    /** Where RESTCONF listens, and for whom. */
    public record NorthSide(HttpSettings http, UserFile users) {}

    /**
     * Runs from here on, with what it keeps in folder {@code data}. The manager comes before RESTCONF, so that nobody writes while it reads what is configured.
     *
     * @throws IOException if it can't listen; what was started is stopped again; the message is for an operator
     */
    public RunningController(MdsalServices mdsal, NetconfClientFactory clients, Path data, NorthSide north)
            throws IOException {
        try {
            Path identities = data.resolve(IDENTITIES);
            OwnerOnlyFiles.makeFolder(identities);
            RunningArchive archive = RunningArchive.open(data.resolve(RunningArchive.FILE), CLOCK);
            parts.atEnd(archive::close);
            audit = archive.audit();
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            parts.atEnd(threads::shutdownNow);
            LiveInventory inventory = new LiveInventory(new SerialExecutor(threads), CLOCK);
            Terms terms =
                    new Terms(CLOCK, Pace.USUAL, new ClientIdentities(identities, CLOCK, inventory::certificateEnds));
            inventory.listen(archive.keyHistory());
            MfsController.Southbound southbound = archive.recorded(southbound(clients, inventory, terms));
            manager = new MfsController(inventory, southbound, datastore(mdsal.binding()), CLOCK);
            parts.atEnd(manager::close);
            restconf = restconf(mdsal, north, inventory);
            parts.atEnd(restconf::close);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private MfsController.Southbound southbound(NetconfClientFactory clients, LiveInventory inventory, Terms terms) {
        NetconfDevices devices = new NetconfDevices(clients, inventory);
        parts.atEnd(devices::close);
        QkdNetworks qkd = new QkdNetworks(inventory, terms);
        parts.atEnd(qkd::close);
        OpticalNetworks optical = new OpticalNetworks(inventory, terms);
        parts.atEnd(optical::close);
        return new MfsController.Southbound(devices, new ManagerPlugins(List.of(qkd, optical)), new BuiltInRoutes());
    }

    private static MfsController.Datastore datastore(MdsalServices.Binding binding) {
        return new MfsController.Datastore(binding.data(), binding.rpcs(), binding.notifications());
    }

    private RestconfEndpoint restconf(MdsalServices mdsal, NorthSide north, LiveInventory inventory)
            throws IOException {
        ProposalReader proposals = new ProposalReader(mdsal.binding().serializer());
        List<RequestCheck> checks = List.of(
                new SemanticChecks(
                        proposals,
                        List.of(
                                new InUse(manager::services, manager::inventory, BuiltInKinds.ALL),
                                new ConfigurationRules(BuiltInKinds.ALL),
                                new NeedToKnow(),
                                ClassRules.knowing(manager::inventory))),
                new PlanExpectation(proposals, manager::plan));
        MdsalServices.Dom dom = mdsal.dom();
        return new RestconfEndpoint(
                dom.schemas(),
                dom.data(),
                dom.rpcs(),
                dom.actions(),
                dom.mountPoints(),
                dom.notifications(),
                new NorthboundPolicy(
                        north.http(),
                        north.users(),
                        checks,
                        Credentials.ALL,
                        HARMLESS,
                        EVENTS,
                        ConfigurationStore.PATIENCE,
                        manager::summary,
                        inventory::certificateEnds,
                        audit));
    }

    /** Who knows where services, devices and keys stand. */
    public MfsController manager() {
        return manager;
    }

    /** Where it is noted who asked for what, for others who let users in. */
    public AuditTrail audit() {
        return audit;
    }

    /** RESTCONF's root. */
    public URI restconf() {
        return restconf.root();
    }

    /** RESTCONF for this process itself. */
    public InnerCalls inner() {
        return restconf.inner();
    }

    @Override
    public void close() {
        parts.close();
    }
}
