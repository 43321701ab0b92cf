package org.openmfs.controller.worlds;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.OpticalPathStatus;

/** An APN-C and its optical paths. */
final class SimulatedOpticalNetwork {
    final Map<AssociationId, OpticalPath> paths = new TreeMap<>();
    final Set<AssociationId> down = new TreeSet<>();
    /** Accepted, and not installed yet. */
    final Set<AssociationId> pending = new TreeSet<>();

    boolean up = true;
    /** Refuses every request until the end. */
    boolean stubborn;

    void remove(AssociationId association) {
        paths.remove(association);
        down.remove(association);
        pending.remove(association);
    }

    OpticalPathStatus status(AssociationId association) {
        OpticalPath path = paths.get(association);
        if (path == null) {
            return OpticalPathStatus.MISSING;
        }
        LightPathState installed = down.contains(association) ? LightPathState.DOWN : LightPathState.UP;
        return new OpticalPathStatus(
                pending.contains(association) ? LightPathState.PENDING : installed,
                Set.of(path.a(), path.z()),
                Optional.of(BigDecimal.valueOf(path.capacity())));
    }
}
