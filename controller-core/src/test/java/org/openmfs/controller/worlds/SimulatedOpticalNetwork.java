package org.openmfs.controller.worlds;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.spi.OpticalNetworkPlugin.OpticalPath;

/** An APN-C and its optical paths. */
final class SimulatedOpticalNetwork {
    final Map<AssociationId, OpticalPath> paths = new TreeMap<>();
    final Set<AssociationId> down = new TreeSet<>();
    boolean up = true;
    /** Refuses every request until the end. */
    boolean stubborn;

    void remove(AssociationId association) {
        paths.remove(association);
        down.remove(association);
    }

    LightPathState state(AssociationId association) {
        if (!paths.containsKey(association)) {
            return LightPathState.MISSING;
        }
        return down.contains(association) ? LightPathState.DOWN : LightPathState.UP;
    }
}
