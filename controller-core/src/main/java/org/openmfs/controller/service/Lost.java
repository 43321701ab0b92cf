package org.openmfs.controller.service;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /** Of these the paths that may be written, and the devices, if those may be. */
    Lost within(Predicate<PlannedPath> possible, boolean devicesToo) {
        return new Lost(paths.stream().filter(possible).collect(Collectors.toSet()), devicesToo ? devices : Set.of());
    }

    boolean isNothing() {
        return paths.isEmpty() && devices.isEmpty();
    }
}
