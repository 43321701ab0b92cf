package org.openmfs.controller.inventory;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CertificateEnd;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.KeyNetworkReports;
import org.openmfs.controller.spi.LightPathReports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in configuration and reports, one after the other, and tells listeners of each new inventory. */
public final class LiveInventory implements DeviceReports, KeyNetworkReports, LightPathReports {
    private static final Logger LOG = LoggerFactory.getLogger(LiveInventory.class);

    private final Executor queue;
    private final InstantSource clock;
    private final List<InventoryListener> listeners = new CopyOnWriteArrayList<>();
    private final Backlog backlog = new Backlog();
    /** Devices that told too much; used on the queue only. */
    private final Set<DeviceId> full = new HashSet<>();

    private volatile Inventory current = Inventory.EMPTY;

    /**
     * @param queue carries out one task at a time, in order
     */
    public LiveInventory(Executor queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    public Inventory current() {
        return current;
    }

    /** The listener is called on the inventory's queue and returns at once. */
    public void listen(InventoryListener listener) {
        listeners.add(listener);
    }

    /** Changes what was configured or is known; listeners hear of it if it made a difference. */
    public void change(UnaryOperator<Inventory> change) {
        queue.execute(() -> apply(change));
    }

    private void apply(UnaryOperator<Inventory> change) {
        Inventory next = change.apply(current);
        List<Change> changes = next.changes();
        if (!changes.isEmpty()) {
            Inventory now = next.settled();
            current = now;
            tellAll(listener -> listener.inventoryChanged(now, changes));
        }
    }

    /** Takes in what a device told, in its turn. */
    private void takeIn(DeviceId device, Runnable report) {
        backlog.told(device);
        queue.execute(() -> {
            try {
                report.run();
            } finally {
                backlog.takenIn(device);
            }
        });
    }

    private void reported(DeviceId device, UnaryOperator<DeviceBelief> change) {
        takeIn(device, () -> apply(inventory -> inventory.changed(device, change)));
    }

    @Override
    public void awaitRoom(DeviceId device) throws InterruptedException {
        backlog.awaitRoom(device);
    }

    /** What one more than any device has is not believed, and told once. */
    private DeviceBelief full(DeviceBelief belief) {
        DeviceId device = belief.settings().id();
        if (full.add(device)) {
            LOG.warn("device {} tells of more associations or keys than any device has: new ones are left out", device);
        }
        return belief;
    }

    /** A device was onboarded, changed or, if empty, released. */
    public void configured(DeviceId id, Optional<Device> settings) {
        change(inventory -> {
            if (settings.isEmpty()) {
                full.remove(id);
            }
            return inventory.withDevice(
                    id,
                    settings.map(device -> inventory
                            .device(id)
                            .map(known -> known.with(device))
                            .orElseGet(() -> fresh(device))));
        });
    }

    /**
     * A manager was configured, changed or, if empty, removed.
     *
     * @param facets what can be asked of it
     */
    public void configured(ManagerId id, Optional<ManagedNetwork> settings, Set<Facet> facets) {
        change(inventory -> inventory.withManager(
                id,
                settings.map(manager -> inventory
                        .manager(id)
                        .map(known -> known.with(manager, facets))
                        .orElseGet(() -> fresh(manager, facets)))));
    }

    /** Runs a short task when everything that was told before is in the inventory. */
    public void afterwards(Runnable task) {
        queue.execute(task);
    }

    /** These associations were removed from these devices by us. */
    public void removed(Map<DeviceId, Set<AssociationId>> gone) {
        change(inventory -> {
            Inventory next = inventory;
            for (Map.Entry<DeviceId, Set<AssociationId>> at : gone.entrySet()) {
                for (AssociationId association : at.getValue()) {
                    next = next.changed(at.getKey(), belief -> belief.without(association));
                }
            }
            return next;
        });
    }

    @Override
    public void connectionChanged(DeviceId device, Connection connection) {
        reported(device, belief -> belief.with(connection));
    }

    @Override
    public void capabilities(DeviceId device, Capabilities capabilities) {
        reported(device, belief -> belief.with(capabilities));
    }

    @Override
    public void associations(DeviceId device, List<AssociationStatus> all) {
        reported(device, belief -> belief.withAssociations(all));
    }

    @Override
    public void keys(DeviceId device, List<KeyInformation> all) {
        reported(device, belief -> belief.withKeys(all));
    }

    @Override
    public void configurations(DeviceId device, List<AssociationConfiguration> all) {
        reported(device, belief -> belief.withConfigurations(all));
    }

    /** These devices were told of these associations by us. */
    public void told(Map<DeviceId, List<AssociationConfiguration>> written) {
        change(inventory -> {
            Inventory next = inventory;
            for (Map.Entry<DeviceId, List<AssociationConfiguration>> at : written.entrySet()) {
                for (AssociationConfiguration one : at.getValue()) {
                    next = next.changed(at.getKey(), belief -> belief.with(one));
                }
            }
            return next;
        });
    }

    @Override
    public void associationChanged(DeviceId device, AssociationStatus status) {
        reported(device, belief -> belief.isTooMany(status.id()) ? full(belief) : belief.with(status));
    }

    @Override
    public void keyChanged(DeviceId device, KeyInformation key) {
        reported(device, belief -> belief.isTooMany(key.id()) ? full(belief) : belief.with(key));
    }

    @Override
    public void alarm(DeviceId device, AssociationId association, ReasonCode reason, String text) {
        AlarmSubject subject = new AlarmSubject.OfAssociation(device, association);
        takeIn(device, () -> tellAll(listener -> listener.alarmRaised(subject, reason, text)));
    }

    @Override
    public void connectionChanged(ManagerId manager, Connection connection) {
        change(inventory -> inventory.changed(manager, belief -> belief.with(connection)));
    }

    @Override
    public void topology(ManagerId manager, QkdTopology topology) {
        change(inventory -> inventory.changed(manager, belief -> belief.with(topology)));
    }

    @Override
    public void keyLinks(ManagerId manager, Map<AssociationId, KeyLinkState> links) {
        change(inventory -> inventory.changed(manager, belief -> belief.withKeyLinks(links)));
    }

    @Override
    public void linkTrouble(ManagerId manager, UUID link, ReasonCode reason, String text) {
        tell(new AlarmSubject.OfLink(manager, link), reason, text);
    }

    @Override
    public void opticalPaths(ManagerId manager, Map<AssociationId, OpticalPathStatus> paths) {
        change(inventory -> inventory.changed(manager, belief -> belief.withOpticalPaths(paths)));
    }

    /** A certificate that the controller shows is near its end, or was renewed. */
    public void certificateEnds(CertificateEnd end) {
        queue.execute(() -> tellAll(listener -> listener.certificateEnds(end)));
    }

    private void tell(AlarmSubject subject, ReasonCode reason, String text) {
        queue.execute(() -> tellAll(listener -> listener.alarmRaised(subject, reason, text)));
    }

    /** One that fails keeps no other from hearing. */
    private void tellAll(Consumer<InventoryListener> news) {
        for (InventoryListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | Error broken) {
                LOG.error("news did not reach a part of the controller by a fault of ours", broken);
            }
        }
    }

    private DeviceBelief fresh(Device device) {
        return new DeviceBelief(device, connecting(), Optional.empty(), Map.of(), Map.of(), Map.of());
    }

    private ManagerBelief fresh(ManagedNetwork manager, Set<Facet> facets) {
        return new ManagerBelief(manager, facets, connecting(), Optional.empty(), Map.of(), Map.of());
    }

    private Connection connecting() {
        return new Connection(Connection.State.CONNECTING, Optional.empty(), "", clock.instant());
    }
}
