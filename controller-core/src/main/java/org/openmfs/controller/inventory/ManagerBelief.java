package org.openmfs.controller.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ServiceId;

/**
 * What we believe of an external network manager.
 *
 * @param keyLinks how each service's key link stands
 * @param paths how each service's optical path stands
 */
public record ManagerBelief(
        ManagedNetwork settings,
        Connection connection,
        Optional<QkdTopology> topology,
        Map<ServiceId, KeyLinkState> keyLinks,
        Map<ServiceId, LightPathState> paths) {
    public ManagerBelief {
        keyLinks = Map.copyOf(keyLinks);
        paths = Map.copyOf(paths);
    }

    ManagerBelief with(ManagedNetwork changed) {
        return new ManagerBelief(changed, connection, topology, keyLinks, paths);
    }

    ManagerBelief with(Connection changed) {
        return new ManagerBelief(settings, changed, topology, keyLinks, paths);
    }

    ManagerBelief with(QkdTopology changed) {
        return new ManagerBelief(settings, connection, Optional.of(changed), keyLinks, paths);
    }

    ManagerBelief withKeyLinks(Map<ServiceId, KeyLinkState> all) {
        return new ManagerBelief(settings, connection, topology, all, paths);
    }

    ManagerBelief with(ServiceId service, LightPathState state) {
        Map<ServiceId, LightPathState> next = new HashMap<>(paths);
        next.put(service, state);
        return new ManagerBelief(settings, connection, topology, keyLinks, next);
    }
}
