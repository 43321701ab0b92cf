package org.openmfs.controller.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A network that has a manager of its own (MFS 4.1, external network managers), as an operator configures it.
 *
 * @param addresses RESTCONF roots; for a QKD network that of each node
 * @param authority PEM certificates that its own must lead to
 * @param access how we show it who we are
 * @param mostKeyLinkRate of a QKD network: the most that a key link may be asked to make, bit/s
 */
public record ManagedNetwork(
        ManagerId id,
        ManagerKind kind,
        List<URI> addresses,
        Optional<String> authority,
        Access access,
        Optional<Long> mostKeyLinkRate) {
    public ManagedNetwork {
        addresses = List.copyOf(addresses);
    }
}
