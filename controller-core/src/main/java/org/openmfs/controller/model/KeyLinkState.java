package org.openmfs.controller.model;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a key link that was set up for a service still stands in the nodes along its path.
 *
 * @param path QKD nodes from one end to the other
 * @param rates what it was set up with
 * @param missing what a node has no more, and which node, for people; empty while all of it stands
 */
public record KeyLinkState(List<UUID> path, KeyRates rates, Optional<String> missing) {
    public KeyLinkState {
        path = List.copyOf(path);
    }
}
