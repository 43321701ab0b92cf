package org.openmfs.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.opendaylight.netconf.client.NetconfClientFactoryImpl;
import org.opendaylight.netconf.common.di.DefaultNetconfTimer;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261123.AlarmRaised;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261123.ConnectionChanged;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261123.ServiceChanged;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261123.Devices;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.runtime.MfsController;
import org.openmfs.controller.runtime.SerialExecutor;
import org.openmfs.controller.service.BuiltInRoutes;
import org.openmfs.controller.service.ConfigurationRules;
import org.openmfs.controller.store.ProposalReader;
import org.openmfs.northbound.NorthboundPolicy;
import org.openmfs.northbound.RestconfEndpoint;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.check.RequestCheck;
import org.openmfs.northbound.http.HttpSettings;
import org.openmfs.southbound.apn.tapi.OpticalNetworks;
import org.openmfs.southbound.netconf.NetconfDevices;
import org.openmfs.southbound.qkdn.QkdNetworks;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of the controller, put together by their constructors in the order in which they need each other; closed in
 * the opposite order.
 */
public final class Controller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    /** No read returns it: how the controller shows devices and managers who it is. */
    private static final QName PASSWORD = QName.create(Devices.QNAME, "password");

    private static final Set<QName> EVENTS = Set.of(ServiceChanged.QNAME, ConnectionChanged.QNAME, AlarmRaised.QNAME);
    /** A dry run changes nothing. */
    private static final Set<String> HARMLESS = Set.of("mfs-service:plan-service");

    private static final InstantSource CLOCK = InstantSource.system();

    private final Deque<Part> parts = new ArrayDeque<>();
    private final UserFile users;
    private final RestconfEndpoint restconf;

    private Controller(ControllerOptions options) throws IOException {
        try {
            HttpSettings http = HttpSettings.at(options.http(), options.tls());
            DataFolder folder = DataFolder.take(options.data());
            atEnd(folder::close);
            users = UserFile.open(folder.path());
            EmbeddedMdsal mdsal = EmbeddedMdsal.keepingIn(folder.path());
            atEnd(mdsal::close);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            atEnd(threads::shutdownNow);
            LiveInventory inventory = new LiveInventory(new SerialExecutor(threads), CLOCK);
            manage(mdsal, inventory);
            List<RequestCheck> checks =
                    List.of(new SemanticChecks(new ProposalReader(mdsal.serializer()), new ConfigurationRules()));
            restconf = new RestconfEndpoint(
                    mdsal.schemas(),
                    mdsal.domDataBroker(),
                    mdsal.domRpcService(),
                    mdsal.domActionService(),
                    mdsal.domMountPointService(),
                    mdsal.domNotificationService(),
                    new NorthboundPolicy(http, users, checks, Set.of(PASSWORD), HARMLESS, EVENTS));
            atEnd(restconf::close);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The manager and its southbound plugins: before RESTCONF, so that nobody writes while it reads what is configured. */
    private void manage(EmbeddedMdsal mdsal, LiveInventory inventory) {
        DefaultNetconfTimer timer = new DefaultNetconfTimer();
        atEnd(timer::close);
        NetconfClientFactoryImpl clients = new NetconfClientFactoryImpl(timer);
        atEnd(clients::close);
        NetconfDevices devices = new NetconfDevices(clients, inventory);
        atEnd(devices::close);
        QkdNetworks qkd = new QkdNetworks(inventory, CLOCK);
        atEnd(qkd::close);
        OpticalNetworks optical = new OpticalNetworks(inventory, CLOCK);
        atEnd(optical::close);
        MfsController manager = new MfsController(
                inventory,
                new MfsController.Southbound(devices, qkd, optical, new BuiltInRoutes()),
                new MfsController.Datastore(
                        mdsal.dataBroker(), mdsal.rpcProviderService(), mdsal.notificationPublishService()),
                CLOCK);
        atEnd(manager::close);
    }

    /**
     * Starts all of it.
     *
     * @throws IOException if it can't; what was started is stopped again; the message is for an operator
     * @throws IllegalArgumentException if the options contradict each other; the message is for an operator
     */
    public static Controller start(ControllerOptions options) throws IOException {
        return new Controller(options);
    }

    /** Ends a part. */
    private interface Part {
        void close() throws IOException, InterruptedException;
    }

    /** Remembers how to end a part that has just been started. */
    private void atEnd(Part part) {
        parts.push(part);
    }

    /** RESTCONF's root. */
    public URI restconf() {
        return restconf.root();
    }

    /** The file with the first administrator's password. */
    public Path administratorPasswordFile() {
        return users.administratorPasswordFile();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (IOException e) {
                LOG.warn("a part did not stop cleanly", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
