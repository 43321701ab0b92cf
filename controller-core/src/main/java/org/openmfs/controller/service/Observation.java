package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.controller.api.ServiceState.Keying;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/**
 * How a service is doing, seen from what devices and managers report.
 *
 * @param missing whether a connected device no longer has its association
 */
record Observation(Phase phase, List<Trouble> troubles, Keying keying, boolean missing) {

    /** Of a plan that was carried out. */
    static Observation of(Plan plan, Inventory inventory) {
        List<DeviceId> ends = plan.ends().stream().map(Plan.End::device).toList();
        List<ManagerId> managers = plan.paths().stream()
                .filter(path -> path.purpose() == PlannedPath.Purpose.ENCRYPTION)
                .map(PlannedPath::manager)
                .flatMap(Optional::stream)
                .toList();
        return of(plan.service(), ends, managers, inventory);
    }

    /** Of a service whose plan nobody remembers: where its association is tells who its ends are. */
    static Observation of(ServiceId service, Inventory inventory) {
        return of(service, holders(service, inventory), inventory.managers().keySet(), inventory);
    }

    /** Whether traffic is sent under a key. */
    boolean protecting() {
        return phase == Phase.ACTIVE || phase == Phase.DEGRADED;
    }

    private static Observation of(
            ServiceId service, List<DeviceId> ends, Collection<ManagerId> managers, Inventory inventory) {
        AssociationId association = new AssociationId(service.value());
        List<Trouble> troubles = new ArrayList<>();
        List<AssociationStatus> statuses = new ArrayList<>();
        boolean missing = false;
        for (DeviceId end : ends) {
            Optional<DeviceBelief> device = inventory.device(end);
            unreachable(end, device).ifPresent(troubles::add);
            Optional<AssociationStatus> status =
                    device.map(belief -> belief.associations().get(association));
            missing |= status.isEmpty()
                    && device.map(DeviceBelief::connection)
                            .filter(Connection::up)
                            .isPresent();
            status.ifPresent(known -> {
                statuses.add(known);
                known.reasons().forEach(reason -> troubles.add(new Trouble(reason.code(), end.value(), reason.text())));
            });
        }
        managers.forEach(manager -> dark(service, manager, inventory).ifPresent(troubles::add));
        return new Observation(phase(statuses, troubles), troubles, keying(statuses), missing);
    }

    /** Devices with the association; of more than two, as a change broken off leaves them, those with one key. */
    private static List<DeviceId> holders(ServiceId service, Inventory inventory) {
        Map<DeviceId, AssociationStatus> holders = inventory.holders(new AssociationId(service.value()));
        List<KeyId> keys = holders.values().stream()
                .map(AssociationStatus::key)
                .flatMap(Optional::stream)
                .toList();
        return holders.keySet().stream()
                .filter(device -> holders.size() <= 2
                        || holders.get(device).key().stream().anyMatch(key -> Collections.frequency(keys, key) == 2))
                .toList();
    }

    private static Optional<Trouble> unreachable(DeviceId id, Optional<DeviceBelief> device) {
        if (device.isEmpty()) {
            return Optional.of(
                    new Trouble(ReasonCode.DEVICE_UNKNOWN, id.value(), "device " + id + " is not onboarded"));
        }
        Connection connection = device.get().connection();
        if (connection.up()) {
            return Optional.empty();
        }
        ReasonCode code = connection.reason().orElse(ReasonCode.DEVICE_UNREACHABLE);
        return Optional.of(new Trouble(code, id.value(), "no session with device " + id));
    }

    private static Optional<Trouble> dark(ServiceId service, ManagerId manager, Inventory inventory) {
        boolean down = inventory
                .manager(manager)
                .map(belief -> belief.paths().getOrDefault(service, LightPathState.UP) != LightPathState.UP)
                .orElse(false);
        return down
                ? Optional.of(new Trouble(ReasonCode.LINK_DOWN, manager.value(), "the optical path is down"))
                : Optional.empty();
    }

    private static Phase phase(List<AssociationStatus> statuses, List<Trouble> troubles) {
        if (any(statuses, AssociationStatus.Phase.BLOCKED)) {
            return Phase.FAILED;
        }
        boolean keyed = statuses.size() == 2
                && statuses.stream().allMatch(status -> status.key().isPresent());
        if (!keyed) {
            return troubles.isEmpty() ? Phase.PROVISIONING : Phase.FAILED;
        }
        return troubles.isEmpty() && !any(statuses, AssociationStatus.Phase.DEGRADED) ? Phase.ACTIVE : Phase.DEGRADED;
    }

    private static boolean any(List<AssociationStatus> statuses, AssociationStatus.Phase phase) {
        return statuses.stream().anyMatch(status -> status.phase() == phase);
    }

    private static Keying keying(List<AssociationStatus> statuses) {
        if (statuses.size() != 2) {
            return Keying.NONE;
        }
        AssociationStatus a = statuses.get(0);
        AssociationStatus z = statuses.get(1);
        return new Keying(
                a.suite(),
                a.key().filter(key -> z.key().equals(Optional.of(key))),
                Math.min(a.stock(), z.stock()),
                Math.min(a.rekeys(), z.rekeys()),
                a.lastRekey(),
                a.nextRekey());
    }
}
