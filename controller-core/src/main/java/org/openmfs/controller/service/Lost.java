package org.openmfs.controller.service;

import java.util.Set;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.PlannedPath;

/**
 * Pieces of a plan that was carried out and are not there any more, though nobody took them away through us.
 *
 * @param devices connected ones without the association
 */
record Lost(Set<PlannedPath> paths, Set<DeviceId> devices) {
    static final Lost NOTHING = new Lost(Set.of(), Set.of());

    Lost {
        paths = Set.copyOf(paths);
        devices = Set.copyOf(devices);
    }

    boolean isNothing() {
        return paths.isEmpty() && devices.isEmpty();
    }
}
