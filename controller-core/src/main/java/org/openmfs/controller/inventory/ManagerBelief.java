package org.openmfs.controller.inventory;

import java.util.Map;
import java.util.Optional;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.QkdTopology;

/**
 * What we believe of an external network manager.
 *
 * @param keyLinks how each association's key link stands
 * @param paths how each association's optical path stands
 */
public record ManagerBelief(
        ManagedNetwork settings,
        Connection connection,
        Optional<QkdTopology> topology,
        Map<AssociationId, KeyLinkState> keyLinks,
        Map<AssociationId, OpticalPathStatus> paths) {
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

    ManagerBelief withKeyLinks(Map<AssociationId, KeyLinkState> all) {
        return new ManagerBelief(settings, connection, topology, all, paths);
    }

    ManagerBelief withOpticalPaths(Map<AssociationId, OpticalPathStatus> all) {
        return new ManagerBelief(settings, connection, topology, keyLinks, all);
    }
}
