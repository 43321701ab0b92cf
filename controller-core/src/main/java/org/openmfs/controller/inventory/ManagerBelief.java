package org.openmfs.controller.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ServiceId;

/**
 * What we believe of an external network manager.
 *
 * @param paths whether each service's optical path carries traffic
 */
public record ManagerBelief(
        ManagedNetwork settings, Connection connection, Optional<QkdTopology> topology, Map<ServiceId, Boolean> paths) {
    public ManagerBelief {
        paths = Map.copyOf(paths);
    }

    ManagerBelief with(ManagedNetwork changed) {
        return new ManagerBelief(changed, connection, topology, paths);
    }

    ManagerBelief with(Connection changed) {
        return new ManagerBelief(settings, changed, topology, paths);
    }

    ManagerBelief with(QkdTopology changed) {
        return new ManagerBelief(settings, connection, Optional.of(changed), paths);
    }

    ManagerBelief with(ServiceId service, boolean up) {
        Map<ServiceId, Boolean> next = new HashMap<>(paths);
        next.put(service, up);
        return new ManagerBelief(settings, connection, topology, next);
    }
}
