package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
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

    /**
     * How far taking back got.
     *
     * @param gone who has nothing of the service any more
     * @param troubles why others still may
     */
    record Taken(Traces gone, List<Trouble> troubles) {}

    /**
     * How far writing again got.
     *
     * @param written what is there again, as far as who was told says
     * @param troubles why the rest is not
     */
    record Restored(Lost written, List<Trouble> troubles) {}

    /** Networks first, then both devices together. Blocks. */
    void carryOut(Plan plan, Inventory inventory) throws SouthboundFailure {
        for (PlannedPath path : plan.paths()) {
            setUp(plan, path, inventory);
        }
        configure(plan);
    }

    /** Writes these pieces of a plan that was carried out, each for itself; the others are left alone. Blocks. */
    Restored restore(Plan plan, Lost lost, Inventory inventory) {
        List<Trouble> troubles = new ArrayList<>();
        Set<PlannedPath> paths = new HashSet<>();
        for (PlannedPath path : plan.paths()) {
            if (lost.paths().contains(path)) {
                RemoteStep.attempt(plan.service(), () -> setUp(plan, path, inventory))
                        .ifPresentOrElse(troubles::add, () -> paths.add(path));
            }
        }
        Optional<Trouble> refused =
                lost.devices().isEmpty() ? Optional.empty() : RemoteStep.attempt(plan.service(), () -> configure(plan));
        refused.ifPresent(troubles::add);
        return new Restored(new Lost(paths, refused.isPresent() ? Set.of() : lost.devices()), troubles);
    }

    /**
     * Key links that were cut to what their path made when they were written, where it makes as much as is wished for now,
     * or twice as much as then.
     */
    static Set<PlannedPath> outgrown(Plan plan, Inventory inventory) {
        return plan.paths().stream()
                .filter(path -> path.manager()
                        .flatMap(inventory::manager)
                        .filter(manager -> manager.connection().up())
                        .filter(manager -> isOutgrown(plan.service(), path, manager))
                        .isPresent())
                .collect(Collectors.toSet());
    }

    private static boolean isOutgrown(ServiceId service, PlannedPath path, ManagerBelief manager) {
        Optional<KeyLinkState> written = Optional.ofNullable(manager.keyLinks().get(service));
        if (path.keyRates().isEmpty() || written.isEmpty()) {
            return false;
        }
        long before = written.get().rates().most();
        long wished = path.keyRates().get().most();
        long now = rates(path, Optional.of(manager)).most();
        return now > before && (now == wished || now >= 2 * before);
    }

    /** Has the QKD networks that the plan uses read at once. Does not wait. */
    void look(Plan plan) {
        plan.paths().stream()
                .filter(path -> path.purpose() == PlannedPath.Purpose.KEY_EXCHANGE)
                .flatMap(path -> path.manager().stream())
                .forEach(qkd::look);
    }

    /** What a device has already, it is not given again. */
    private void configure(Plan plan) throws SouthboundFailure {
        devices.configure(List.of(
                put(plan, plan.initiator(), plan.responder(), true),
                put(plan, plan.responder(), plan.initiator(), false)));
    }

    /**
     * Takes everything of the service back: from devices first, then from managers. Where one fails, the others are
     * still asked. Blocks.
     *
     * @param traces devices and managers that have, or may have, something of it
     */
    Taken takeBack(ServiceId service, Traces traces, Inventory inventory) {
        Traces known = traces.configured(inventory);
        Set<DeviceId> here = known.reachable(inventory).devices();
        List<Trouble> troubles = new ArrayList<>();
        Set<DeviceId> relieved = relieve(service, here, troubles);
        Set<ManagerId> cleared = new TreeSet<>();
        new TreeSet<>(known.managers()).forEach(id -> {
            ManagedNetwork manager = inventory.manager(id).orElseThrow().settings();
            RemoteStep.attempt(service, () -> takeDown(manager, service))
                    .ifPresentOrElse(troubles::add, () -> cleared.add(id));
        });
        known.devices().stream()
                .filter(device -> !here.contains(device))
                .sorted()
                .map(device -> Absence.of(inventory.device(device).orElseThrow()))
                .forEach(troubles::add);
        return new Taken(new Traces(relieved, cleared), troubles);
    }

    /** All together, and where that fails, each for itself. */
    private Set<DeviceId> relieve(ServiceId service, Set<DeviceId> holders, List<Trouble> troubles) {
        Set<AssociationId> association = Set.of(new AssociationId(service.value()));
        List<DeviceChange> changes = new TreeSet<>(holders)
                .stream()
                        .map(device -> new DeviceChange(device, List.of(), association))
                        .toList();
        boolean together = changes.size() > 1
                && RemoteStep.attempt(service, () -> devices.configure(changes)).isEmpty();
        return together ? holders : relieveEach(service, changes, troubles);
    }

    private Set<DeviceId> relieveEach(ServiceId service, List<DeviceChange> changes, List<Trouble> troubles) {
        Set<DeviceId> relieved = new TreeSet<>();
        for (DeviceChange change : changes) {
            RemoteStep.attempt(service, () -> devices.configure(List.of(change)))
                    .ifPresentOrElse(troubles::add, () -> relieved.add(change.device()));
        }
        return relieved;
    }

    private void setUp(Plan plan, PlannedPath path, Inventory inventory) throws SouthboundFailure {
        if (path.manager().isEmpty()) {
            return;
        }
        ManagerId manager = path.manager().get();
        switch (path.purpose()) {
            case KEY_EXCHANGE -> qkd.setUp(manager, keyLink(plan, path, inventory.manager(manager)));
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

    private static QkdNetworkPlugin.KeyLink keyLink(Plan plan, PlannedPath path, Optional<ManagerBelief> manager) {
        return new QkdNetworkPlugin.KeyLink(
                plan.service(),
                plan.initiator().place().sae().orElseThrow(),
                plan.responder().place().sae().orElseThrow(),
                nodes(path),
                rates(path, manager));
    }

    private static List<UUID> nodes(PlannedPath path) {
        return path.nodes().stream().map(UUID::fromString).toList();
    }

    /** What the links make changes all the time, so a plan says what is wished for, and its bound is found here. */
    private static KeyRates rates(PlannedPath path, Optional<ManagerBelief> manager) {
        KeyRates wished = path.keyRates().orElseThrow();
        return manager.flatMap(ManagerBelief::topology)
                .map(topology -> wished.within(topology.rateAlong(nodes(path))))
                .orElse(wished);
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

    private void takeDown(ManagedNetwork manager, ServiceId service) throws SouthboundFailure {
        switch (manager.kind()) {
            case QKDN_015 -> qkd.takeDown(manager.id(), service);
            case APN_TAPI -> optical.takeDown(manager.id(), service);
        }
    }
}
