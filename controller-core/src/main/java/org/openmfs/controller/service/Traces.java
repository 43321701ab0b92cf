package org.openmfs.controller.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.Step;

/** Devices and managers that have, or may have, something of a service, and for which of its legs' associations. */
record Traces(Map<DeviceId, Set<AssociationId>> devices, Map<ManagerId, Set<AssociationId>> managers) {
    static final Traces NONE = new Traces(Map.of(), Map.of());

    Traces {
        devices = copy(devices);
        managers = copy(managers);
    }

    private static <K extends Comparable<K>> Map<K, Set<AssociationId>> copy(Map<K, Set<AssociationId>> of) {
        Map<K, Set<AssociationId>> copy = new TreeMap<>();
        of.forEach((key, associations) -> {
            if (!associations.isEmpty()) {
                copy.put(key, new TreeSet<>(associations));
            }
        });
        return copy;
    }

    /** What carrying this plan out leaves behind. */
    static Traces of(Plan plan) {
        Map<DeviceId, Set<AssociationId>> devices = new HashMap<>();
        Map<ManagerId, Set<AssociationId>> managers = new HashMap<>();
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.KeyLink link -> add(managers, link.manager(), link.association());
                case Step.LightPath path -> add(managers, path.manager(), path.association());
                case Step.Configure configure -> {
                    for (Leg.End end : configure.leg().ends()) {
                        add(devices, end.device(), configure.association());
                    }
                }
                case Step.AwaitKey key -> {}
            }
        }
        return new Traces(devices, managers);
    }

    private static <K> void add(Map<K, Set<AssociationId>> to, K key, AssociationId association) {
        to.computeIfAbsent(key, first -> new HashSet<>()).add(association);
    }

    /** Of devices, these alone. */
    Traces onlyAt(Set<DeviceId> some) {
        Map<DeviceId, Set<AssociationId>> rest = new HashMap<>(devices);
        rest.keySet().retainAll(some);
        return new Traces(rest, managers);
    }

    Traces and(Traces other) {
        return new Traces(united(devices, other.devices), united(managers, other.managers));
    }

    private static <K> Map<K, Set<AssociationId>> united(
            Map<K, Set<AssociationId>> one, Map<K, Set<AssociationId>> other) {
        Map<K, Set<AssociationId>> both = new HashMap<>(one);
        other.forEach((key, associations) -> {
            Set<AssociationId> all = new HashSet<>(both.getOrDefault(key, Set.of()));
            all.addAll(associations);
            both.put(key, all);
        });
        return both;
    }

    Traces without(Traces other) {
        return new Traces(rest(devices, other.devices), rest(managers, other.managers));
    }

    private static <K> Map<K, Set<AssociationId>> rest(
            Map<K, Set<AssociationId>> all, Map<K, Set<AssociationId>> taken) {
        Map<K, Set<AssociationId>> rest = new HashMap<>();
        all.forEach((key, associations) -> {
            Set<AssociationId> left = new HashSet<>(associations);
            left.removeAll(taken.getOrDefault(key, Set.of()));
            rest.put(key, left);
        });
        return rest;
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
        Map<DeviceId, Set<AssociationId>> someDevices = new HashMap<>(devices);
        someDevices.keySet().removeIf(device.negate());
        Map<ManagerId, Set<AssociationId>> someManagers = new HashMap<>(managers);
        someManagers.keySet().removeIf(manager.negate());
        return new Traces(someDevices, someManagers);
    }
}
