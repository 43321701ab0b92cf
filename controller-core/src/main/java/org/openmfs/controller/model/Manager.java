package org.openmfs.controller.model;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An external network manager as an operator configures it (MFS 4.1).
 *
 * @param addresses RESTCONF roots; for a QKD network that of each node
 * @param authority PEM certificates that its own must lead to
 */
public record Manager(
        ManagerId id, Kind kind, List<URI> addresses, Optional<String> authority, Optional<Credential> credential) {
    /** What it speaks. */
    public enum Kind {
        /** ETSI GS QKD 015 on each node, over RESTCONF. */
        QKDN_015,
        /** TAPI 2.4 over RESTCONF. */
        APN_TAPI
    }

    public Manager {
        addresses = List.copyOf(addresses);
    }
}
