package org.openmfs.controller.service;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;

/** Devices and managers that have, or may have, something of a service. */
record Traces(Set<DeviceId> devices, Set<ManagerId> managers) {
    static final Traces NONE = new Traces(Set.of(), Set.of());

    Traces {
        devices = Set.copyOf(devices);
        managers = Set.copyOf(managers);
    }

    /** What carrying this plan out leaves behind. */
    static Traces of(Plan plan) {
        return new Traces(
                plan.ends().stream().map(Plan.End::device).collect(Collectors.toSet()),
                plan.paths().stream()
                        .map(PlannedPath::manager)
                        .flatMap(java.util.Optional::stream)
                        .collect(Collectors.toSet()));
    }

    /** Devices that report the association, and every manager: nobody remembers what was asked of whom. */
    static Traces unknown(AssociationId association, Inventory inventory) {
        return new Traces(
                inventory.devices().entrySet().stream()
                        .filter(entry -> entry.getValue().associations().containsKey(association))
                        .map(java.util.Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                inventory.managers().keySet());
    }

    Traces and(Traces other) {
        Set<DeviceId> moreDevices = new HashSet<>(devices);
        moreDevices.addAll(other.devices);
        Set<ManagerId> moreManagers = new HashSet<>(managers);
        moreManagers.addAll(other.managers);
        return new Traces(moreDevices, moreManagers);
    }

    boolean isEmpty() {
        return devices.isEmpty() && managers.isEmpty();
    }
}
