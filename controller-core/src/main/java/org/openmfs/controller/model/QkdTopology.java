package org.openmfs.controller.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A QKD network as its nodes report it (ETSI GS QKD 015). */
public record QkdTopology(Set<UUID> nodes, List<Link> links) {
    /**
     * A physical link.
     *
     * @param rate bit/s left after the link's own use (eskr)
     * @param demand bit/s asked of it (expected_consumption)
     * @param qber quantum bit error rate, 0..1
     * @param trouble why it is of no use for a new key link, if it is not
     */
    public record Link(
            UUID id, UUID a, UUID z, long rate, long demand, Optional<Double> qber, Optional<ReasonCode> trouble) {}

    public QkdTopology {
        nodes = Set.copyOf(nodes);
        links = List.copyOf(links);
    }
}
