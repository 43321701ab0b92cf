package org.openmfs.controller.model;

import java.util.List;
import java.util.Optional;

/**
 * An association as one device is configured with it (YANG module mfs-agent), and the peer it is with.
 *
 * @param suites that may be agreed on, best first
 */
public record AssociationConfiguration(
        AssociationId id,
        Peer peer,
        boolean initiator,
        EncDecName encDec,
        List<Suite> suites,
        Floor floor,
        KeyLife keyLife) {
    /**
     * The CF at the other end.
     *
     * @param sae its name towards KMEs (ETSI GS QKD 014), where QKD is used
     */
    public record Peer(CfId cf, String host, int port, Optional<String> sae) {}

    public AssociationConfiguration {
        suites = List.copyOf(suites);
    }

    /** The same with this peer. */
    public AssociationConfiguration with(Peer other) {
        return new AssociationConfiguration(id, other, initiator, encDec, suites, floor, keyLife);
    }
}
