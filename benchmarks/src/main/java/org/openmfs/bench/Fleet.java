package org.openmfs.bench;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.plan.BuiltInRoutes;
import org.openmfs.controller.runtime.MfsController;
import org.openmfs.controller.runtime.SerialExecutor;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.ManagerPlugins;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/**
 * A Network Manager on MD-SAL in memory, whose devices are made up: each is connected at once, does what it is told at once
 * and tells so. Service i joins devices; with several associations a device, each service has Enc/Decs of its own at both.
 */
final class Fleet implements DevicePlugin, AutoCloseable {
    private static final Method METHOD =
            Method.of(new MethodId("ml-kem-1024"), new Ground("structured-lattice"), 5, Method.Life.ALLOWED);
    private static final int KEYS = 5;

    private final Size size;
    private final EmbeddedMdsal mdsal = EmbeddedMdsal.inMemory();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LiveInventory inventory = new LiveInventory(new SerialExecutor(threads), InstantSource.system());
    private final MfsController controller;

    /**
     * How much there is.
     *
     * @param devices an even number
     * @param associations of each device
     * @param links of the network, a multiple of the number of devices
     * @param keys whether each device tells of five keys an association
     */
    record Size(int devices, int associations, int links, boolean keys) {
        int services() {
            return devices / 2 * associations;
        }
    }

    Fleet(Size size) throws InterruptedException, ExecutionException {
        this.size = size;
        controller = new MfsController(
                inventory,
                new MfsController.Southbound(this, new ManagerPlugins(List.of()), new BuiltInRoutes()),
                new MfsController.Datastore(
                        mdsal.dataBroker(), mdsal.rpcProviderService(), mdsal.notificationPublishService()),
                InstantSource.system());
        for (String part : new FleetConfiguration(size).ground("unlocked")) {
            FleetConfiguration.write(mdsal, part);
        }
    }

    EmbeddedMdsal mdsal() {
        return mdsal;
    }

    LiveInventory inventory() {
        return inventory;
    }

    MfsController controller() {
        return controller;
    }

    /** All services are asked for, in one change. */
    void ask() throws InterruptedException, ExecutionException {
        FleetConfiguration.write(mdsal, new FleetConfiguration(size).services());
    }

    /** The device at this end of a service. */
    DeviceId device(ServiceId service, int end) {
        int number = Integer.parseInt(service.value().substring(1));
        return new DeviceId("d" + (2 * (number / size.associations()) + end));
    }

    static AssociationStatus secured(AssociationId association, long rekeys, Instant nextRekey) {
        return new AssociationStatus(
                association,
                AssociationStatus.Phase.SECURED,
                Optional.of(new SuiteId("ml-kem-1024")),
                Optional.of(key(association, 0)),
                KEYS,
                rekeys,
                Optional.empty(),
                Optional.of(nextRekey),
                List.of());
    }

    private static KeyId key(AssociationId association, int which) {
        return new KeyId("%016x%016x"
                .formatted(
                        Integer.parseInt(association
                                .value()
                                .substring(1, association.value().indexOf('/'))),
                        which));
    }

    @Override
    public void onboard(Device device) {
        int number = Integer.parseInt(device.id().value().substring(1));
        Map<EncDecName, String> encDecs = new HashMap<>();
        for (int which = 0; which < size.associations(); which++) {
            encDecs.put(new EncDecName("m" + which), "macsec");
        }
        inventory.connectionChanged(device.id(), Connection.connected(Instant.EPOCH));
        inventory.associations(device.id(), List.of());
        inventory.capabilities(
                device.id(),
                new Capabilities(new CfId("cf" + number), "127.0.0.1", 9000, Map.of(METHOD.id(), METHOD), encDecs));
        inventory.keys(device.id(), List.of());
    }

    @Override
    public void release(DeviceId device) {}

    @Override
    public void configure(List<DeviceChange> changes) {
        for (DeviceChange change : changes) {
            for (AssociationConfiguration association : change.put()) {
                inventory.associationChanged(change.device(), secured(association.id(), 1, Instant.EPOCH));
                for (int which = 0; size.keys() && which < KEYS; which++) {
                    inventory.keyChanged(change.device(), information(association.id(), which));
                }
            }
        }
    }

    private static KeyInformation information(AssociationId association, int which) {
        return new KeyInformation(
                key(association, which),
                association,
                which == 0 ? "active" : "pre-activation",
                Optional.of(new SuiteId("ml-kem-1024")),
                Set.of(new KeyInformation.Origin(METHOD.id(), "")),
                Optional.of(new EncDecName("m0")),
                new KeyInformation.Times(
                        Optional.of(Instant.EPOCH), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Override
    public Set<AssociationId> associations(DeviceId device) {
        return Set.of();
    }

    @Override
    public void rekey(DeviceId device, AssociationId association) {}

    @Override
    public void close() throws InterruptedException {
        controller.close();
        threads.shutdownNow();
        mdsal.close();
    }
}
