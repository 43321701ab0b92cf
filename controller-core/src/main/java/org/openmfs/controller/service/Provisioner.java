package org.openmfs.controller.service;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DevicePlugin;
import org.openmfs.controller.spi.OpticalNetworkPlugin;
import org.openmfs.controller.spi.QkdNetworkPlugin;
import org.openmfs.controller.spi.SouthboundFailure;

/**
 * Carries plans out and takes them back. Every step may be repeated, so whatever was half done before a failure or a
 * restart is finished by carrying the plan out again, or undone by withdrawing it.
 */
public final class Provisioner {
    private static final int OPTICAL_CAPACITY_GBPS = 100;

    private final DevicePlugin devices;
    private final QkdNetworkPlugin qkd;
    private final OpticalNetworkPlugin optical;

    public Provisioner(DevicePlugin devices, QkdNetworkPlugin qkd, OpticalNetworkPlugin optical) {
        this.devices = devices;
        this.qkd = qkd;
        this.optical = optical;
    }

    /** Networks first, then both devices together. Blocks. */
    void carryOut(Plan plan, Optional<Plan> before) throws SouthboundFailure {
        for (PlannedPath path : plan.paths()) {
            if (path.manager().isPresent()) {
                setUp(plan, path, path.manager().get());
            }
        }
        devices.configure(List.of(
                put(plan, plan.initiator(), plan.responder(), true),
                put(plan, plan.responder(), plan.initiator(), false)));
        if (before.isPresent()) {
            leave(before.get(), plan);
        }
    }

    /**
     * Takes everything of the service back: from devices first, then from managers. Blocks.
     *
     * @param traces devices and managers that have, or may have, something of it
     */
    void withdraw(ServiceId service, Traces traces, Inventory inventory) throws SouthboundFailure {
        AssociationId association = new AssociationId(service.value());
        List<DeviceChange> changes = new TreeSet<>(traces.devices())
                .stream()
                        .filter(device -> inventory.device(device).isPresent())
                        .map(device -> new DeviceChange(device, List.of(), Set.of(association)))
                        .toList();
        if (!changes.isEmpty()) {
            devices.configure(changes);
        }
        for (ManagerId manager : new TreeSet<>(traces.managers())) {
            Optional<ManagerBelief> known = inventory.manager(manager);
            if (known.isPresent()) {
                takeDown(known.get().settings(), service);
            }
        }
    }

    private void setUp(Plan plan, PlannedPath path, ManagerId manager) throws SouthboundFailure {
        switch (path.purpose()) {
            case KEY_EXCHANGE -> qkd.setUp(manager, keyLink(plan, path));
            case ENCRYPTION ->
                optical.setUp(
                        manager,
                        new OpticalNetworkPlugin.OpticalPath(
                                plan.service(),
                                plan.initiator().point().port().orElseThrow(),
                                plan.responder().point().port().orElseThrow(),
                                OPTICAL_CAPACITY_GBPS));
        }
    }

    private static QkdNetworkPlugin.KeyLink keyLink(Plan plan, PlannedPath path) {
        return new QkdNetworkPlugin.KeyLink(
                plan.service(),
                plan.initiator().place().sae().orElseThrow(),
                plan.responder().place().sae().orElseThrow(),
                path.nodes().stream().map(UUID::fromString).toList(),
                KeyPaths.rate(plan.keyLife()));
    }

    private static DeviceChange put(Plan plan, Plan.End self, Plan.End peer, boolean initiator) {
        DeviceChange.Peer other = new DeviceChange.Peer(
                peer.place().id(),
                self.peerHost(),
                self.peerPort(),
                peer.place().sae());
        DeviceChange.Association association = new DeviceChange.Association(
                plan.association(),
                other,
                initiator,
                self.point().encDec(),
                plan.suites(),
                plan.floor(),
                plan.keyLife());
        return new DeviceChange(self.device(), List.of(association), Set.of());
    }

    /** Takes back what the plan before used and this one does not. */
    private void leave(Plan before, Plan now) throws SouthboundFailure {
        Set<DeviceId> kept = Set.of(now.initiator().device(), now.responder().device());
        for (Plan.End end : before.ends()) {
            if (!kept.contains(end.device())) {
                devices.configure(List.of(new DeviceChange(end.device(), List.of(), Set.of(before.association()))));
            }
        }
        for (PlannedPath path : before.paths()) {
            boolean dropped = now.paths().stream()
                    .noneMatch(other ->
                            other.purpose() == path.purpose() && other.manager().equals(path.manager()));
            if (dropped && path.manager().isPresent()) {
                takeDown(path.purpose(), path.manager().get(), before.service());
            }
        }
    }

    private void takeDown(ManagedNetwork manager, ServiceId service) throws SouthboundFailure {
        switch (manager.kind()) {
            case QKDN_015 -> takeDown(PlannedPath.Purpose.KEY_EXCHANGE, manager.id(), service);
            case APN_TAPI -> takeDown(PlannedPath.Purpose.ENCRYPTION, manager.id(), service);
        }
    }

    private void takeDown(PlannedPath.Purpose purpose, ManagerId manager, ServiceId service) throws SouthboundFailure {
        switch (purpose) {
            case KEY_EXCHANGE -> qkd.takeDown(manager, service);
            case ENCRYPTION -> optical.takeDown(manager, service);
        }
    }
}
