package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.api.ServiceState.Keying;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;

/**
 * How a plan that was carried out is doing, seen from what devices and managers report.
 *
 * @param missing whether a connected device no longer has its association
 */
record Observation(Phase phase, List<Trouble> troubles, Keying keying, boolean missing) {

    static Observation of(Plan plan, Inventory inventory) {
        List<Trouble> troubles = new ArrayList<>();
        List<AssociationStatus> statuses = new ArrayList<>();
        boolean missing = false;
        for (Plan.End end : plan.ends()) {
            Optional<DeviceBelief> device = inventory.device(end.device());
            unreachable(end, device).ifPresent(troubles::add);
            Optional<AssociationStatus> status =
                    device.map(belief -> belief.associations().get(plan.association()));
            missing |= status.isEmpty()
                    && device.map(DeviceBelief::connection)
                            .filter(Connection::up)
                            .isPresent();
            status.ifPresent(known -> {
                statuses.add(known);
                known.reasons()
                        .forEach(reason -> troubles.add(
                                new Trouble(reason.code(), end.device().value(), reason.text())));
            });
        }
        for (PlannedPath path : plan.paths()) {
            dark(plan, path, inventory).ifPresent(troubles::add);
        }
        return new Observation(phase(statuses, troubles), troubles, keying(statuses), missing);
    }

    private static Optional<Trouble> unreachable(Plan.End end, Optional<DeviceBelief> device) {
        String id = end.device().value();
        if (device.isEmpty()) {
            return Optional.of(new Trouble(ReasonCode.DEVICE_UNKNOWN, id, "device " + id + " is not onboarded"));
        }
        Connection connection = device.get().connection();
        if (connection.up()) {
            return Optional.empty();
        }
        ReasonCode code = connection.reason().orElse(ReasonCode.DEVICE_UNREACHABLE);
        return Optional.of(new Trouble(code, id, "no session with device " + id));
    }

    private static Optional<Trouble> dark(Plan plan, PlannedPath path, Inventory inventory) {
        if (path.purpose() != PlannedPath.Purpose.ENCRYPTION || path.manager().isEmpty()) {
            return Optional.empty();
        }
        ManagerId manager = path.manager().get();
        boolean down = inventory
                .manager(manager)
                .map(belief -> Boolean.FALSE.equals(belief.paths().get(plan.service())))
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
