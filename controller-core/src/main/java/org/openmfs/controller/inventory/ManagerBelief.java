package org.openmfs.controller.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.QkdTopology;

/**
 * What we believe of an external network manager.
 *
 * @param facets what can be asked of it; nothing, where no plugin serves its kind
 * @param keyLinks how each association's key link stands
 * @param paths how each association's optical path stands
 */
public record ManagerBelief(
        ManagedNetwork settings,
        Set<Facet> facets,
        Connection connection,
        Optional<QkdTopology> topology,
        Map<AssociationId, KeyLinkState> keyLinks,
        Map<AssociationId, OpticalPathStatus> paths) {
    public ManagerBelief {
        facets = Set.copyOf(facets);
        keyLinks = Map.copyOf(keyLinks);
        paths = Map.copyOf(paths);
    }

    /** Whether this can be asked of it. */
    public boolean offers(Facet facet) {
        return facets.contains(facet);
    }

    /** Whether nothing can be asked of it, since no plugin serves its kind: what it would be is not known. */
    public boolean isUnserved() {
        return facets.isEmpty();
    }

    ManagerBelief with(ManagedNetwork changed, Set<Facet> offered) {
        return new ManagerBelief(changed, offered, connection, topology, keyLinks, paths);
    }

    ManagerBelief with(Connection changed) {
        return new ManagerBelief(settings, facets, changed, topology, keyLinks, paths);
    }

    ManagerBelief with(QkdTopology changed) {
        return new ManagerBelief(settings, facets, connection, Optional.of(changed), keyLinks, paths);
    }

    ManagerBelief withKeyLinks(Map<AssociationId, KeyLinkState> all) {
        return new ManagerBelief(settings, facets, connection, topology, all, paths);
    }

    ManagerBelief withOpticalPaths(Map<AssociationId, OpticalPathStatus> all) {
        return new ManagerBelief(settings, facets, connection, topology, keyLinks, all);
    }
}
