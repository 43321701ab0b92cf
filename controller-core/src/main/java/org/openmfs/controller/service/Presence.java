package org.openmfs.controller.service;

import java.util.HashMap;
import java.util.Map;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ManagerId;

/** How devices and managers were connected at one moment, so that one that came back since is noticed. */
record Presence(Map<DeviceId, Connection> devices, Map<ManagerId, Connection> managers) {
    static final Presence OF_NOBODY = new Presence(Map.of(), Map.of());

    Presence {
        devices = Map.copyOf(devices);
        managers = Map.copyOf(managers);
    }

    static Presence of(Traces traces, Inventory inventory) {
        Map<DeviceId, Connection> devices = new HashMap<>();
        traces.devices()
                .keySet()
                .forEach(id -> inventory.device(id).ifPresent(known -> devices.put(id, known.connection())));
        Map<ManagerId, Connection> managers = new HashMap<>();
        traces.managers()
                .keySet()
                .forEach(id -> inventory.manager(id).ifPresent(known -> managers.put(id, known.connection())));
        return new Presence(devices, managers);
    }

    /** Whether one of them has a session now that it had not then. */
    boolean returned(Inventory now) {
        return devices.keySet().stream()
                        .anyMatch(id -> now.device(id)
                                .filter(known -> isNew(devices.get(id), known.connection()))
                                .isPresent())
                || managers.keySet().stream()
                        .anyMatch(id -> now.manager(id)
                                .filter(known -> isNew(managers.get(id), known.connection()))
                                .isPresent());
    }

    private static boolean isNew(Connection then, Connection now) {
        boolean same = then.up() && then.since().equals(now.since());
        return now.up() && !same;
    }
}
