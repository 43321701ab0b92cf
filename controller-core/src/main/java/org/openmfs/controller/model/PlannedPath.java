package org.openmfs.controller.model;

import java.util.List;
import java.util.Optional;

/**
 * A path that a service uses.
 *
 * @param nodes from one end to the other
 * @param trustedNodes nodes between the ends that may see a relayed key
 * @param keyRates what a key link along it is asked to make; empty where the path carries traffic
 */
public record PlannedPath(
        String id,
        Purpose purpose,
        Network.Underlay underlay,
        Optional<ManagerId> manager,
        List<String> nodes,
        int cost,
        int trustedNodes,
        Optional<KeyRates> keyRates) {
    /** What a path is for. */
    public enum Purpose {
        KEY_EXCHANGE,
        ENCRYPTION
    }

    public PlannedPath {
        nodes = List.copyOf(nodes);
    }
}
