package org.openmfs.controller.service;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
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
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
    }

    Traces and(Traces other) {
        Set<DeviceId> moreDevices = new HashSet<>(devices);
        moreDevices.addAll(other.devices);
        Set<ManagerId> moreManagers = new HashSet<>(managers);
        moreManagers.addAll(other.managers);
        return new Traces(moreDevices, moreManagers);
    }

    Traces without(Traces other) {
        return only(device -> !other.devices.contains(device), manager -> !other.managers.contains(manager));
    }

    /** Those that the operator has not taken out of the configuration meanwhile. */
    Traces configured(Inventory inventory) {
        return only(inventory.devices()::containsKey, inventory.managers()::containsKey);
    }

    /** Those that there is a session with now. */
    Traces reachable(Inventory inventory) {
        return only(
                id -> inventory.device(id).map(DeviceBelief::connection).stream()
                        .anyMatch(now -> now.up()),
                id -> inventory.manager(id).map(ManagerBelief::connection).stream()
                        .anyMatch(now -> now.up()));
    }

    boolean isEmpty() {
        return devices.isEmpty() && managers.isEmpty();
    }

    private Traces only(Predicate<DeviceId> device, Predicate<ManagerId> manager) {
        return new Traces(
                devices.stream().filter(device).collect(Collectors.toSet()),
                managers.stream().filter(manager).collect(Collectors.toSet()));
    }
}
