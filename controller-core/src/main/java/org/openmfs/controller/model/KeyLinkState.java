package org.openmfs.controller.model;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a key link that was set up for a service still stands in the nodes along its path.
 *
 * @param path QKD nodes from one end to the other
 * @param saes names of both applications towards their KMEs (ETSI GS QKD 014), in the order of the path
 * @param rates what it was set up with
 * @param missing what a node has no more, and which node, for people; empty while all of it stands
 */
public record KeyLinkState(List<UUID> path, List<String> saes, KeyRates rates, Optional<String> missing) {
    public KeyLinkState {
        path = List.copyOf(path);
        saes = List.copyOf(saes);
    }
}
