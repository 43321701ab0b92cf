package org.openmfs.controller.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;

/**
 * Where a service has, or may have, left something: what was asked for since the controller was started, what devices
 * report, and, of a service from before the start, every manager that was not told yet to take its part down. Used on
 * the service's queue only.
 */
final class Footprint {
    private final ServiceId service;
    private final Map<ManagerId, Set<AssociationId>> cleared = new HashMap<>();
    /** Ends of plans, ever. */
    private final Set<DeviceId> ends = new HashSet<>();

    private Past past;
    private Traces used = Traces.NONE;

    Footprint(ServiceId service, Past past) {
        this.service = service;
        this.past = past;
    }

    /** Noted before the plan is carried out: it may succeed by halves. */
    void use(Plan plan) {
        used = used.and(Traces.of(plan));
        ends.addAll(plan.devices());
    }

    void cleared(Traces traces) {
        used = used.without(traces);
        traces.managers()
                .forEach((manager, gone) -> cleared.computeIfAbsent(manager, first -> new HashSet<>())
                        .addAll(gone));
    }

    /** All that could be asked was asked. */
    void clearedEverywhere() {
        used = Traces.NONE;
        past = Past.NONE;
    }

    /** Without what devices have that were never an end of it, where its ends are known: they hold nobody up. */
    Traces atItsOwn(Inventory inventory) {
        return ends.isEmpty() ? everywhere(inventory) : everywhere(inventory).onlyAt(ends);
    }

    Traces everywhere(Inventory inventory) {
        return used.and(held(service, inventory)).and(doubtful(inventory)).configured(inventory);
    }

    /** What devices have of a service, as they tell. */
    static Traces held(ServiceId service, Inventory inventory) {
        Map<DeviceId, Set<AssociationId>> devices = new HashMap<>();
        for (AssociationId association : inventory.associationsOf(service)) {
            inventory
                    .holders(association)
                    .keySet()
                    .forEach(device -> devices.computeIfAbsent(device, first -> new HashSet<>())
                            .add(association));
        }
        return new Traces(devices, Map.of());
    }

    /** What managers may have from before the start, by either name. */
    private Traces doubtful(Inventory inventory) {
        if (past == Past.NONE) {
            return Traces.NONE;
        }
        Map<ManagerId, Set<AssociationId>> managers = new HashMap<>();
        inventory.managers().forEach((id, manager) -> {
            Set<AssociationId> names = new HashSet<>(Set.of(service.leg(1), service.withoutLegs()));
            names.removeAll(cleared.getOrDefault(id, Set.of()));
            if (past == Past.BEFORE_THE_START || mayBeOurs(manager, names)) {
                managers.put(id, names);
            }
        });
        return new Traces(Map.of(), managers);
    }

    /**
     * Whether a manager may have something of a service that nobody asked for here. An APN-C tells by name whatever it has of
     * ours; of what it does not tell there is nothing, or it is somebody else's. Key networks tell no names, and of one that no
     * plugin serves nothing is told.
     */
    private static boolean mayBeOurs(ManagerBelief manager, Set<AssociationId> names) {
        return !manager.facets().equals(Set.of(Facet.LIGHT_PATHS))
                || names.stream().anyMatch(name -> isThere(manager.paths().get(name)));
    }

    private static boolean isThere(OpticalPathStatus path) {
        return path != null && path.state() != LightPathState.MISSING;
    }

    /** Who of them is connected. */
    Presence presence(Inventory inventory) {
        return Presence.of(everywhere(inventory), inventory);
    }

    /** What is no part of any of these plans and can be taken away now. */
    Traces beside(List<Plan> kept, Inventory inventory) {
        Traces rest = everywhere(inventory);
        for (Plan plan : kept) {
            rest = rest.without(Traces.of(plan));
        }
        return rest.reachable(inventory);
    }

    /**
     * What can be taken away now of a plan that was half carried out and is possible no more: nothing while a device has
     * the association, or may have it and did not tell yet, since its keys may need the paths.
     */
    Traces abandoned(Intent intent, Inventory inventory) {
        boolean told = past == Past.NONE || told(intent.a(), inventory) && told(intent.z(), inventory);
        return told && inventory.associationsOf(service).isEmpty()
                ? everywhere(inventory).reachable(inventory)
                : Traces.NONE;
    }

    /** A device tells its associations before its capabilities; one that is not onboarded has none. */
    private static boolean told(EndpointId endpoint, Inventory inventory) {
        List<DeviceBelief> devices = inventory.endpoint(endpoint).stream()
                .flatMap(place -> place.devices().stream())
                .flatMap(device -> inventory.device(device).stream())
                .toList();
        return !devices.isEmpty()
                && devices.stream()
                        .allMatch(device -> device.connection().up()
                                && device.capabilities().isPresent());
    }
}
