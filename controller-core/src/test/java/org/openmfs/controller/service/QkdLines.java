package org.openmfs.controller.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;

/** Two ways through a QKD network, each over one trusted node: over carol's, and over another that nobody stands at. */
record QkdLines(StagedWorld world) {
    static final UUID OTHER = new UUID(0, 9);
    static final UUID FIRST = new UUID(1, 0);
    static final List<UUID> OVER_CAROL = Furniture.NODES;
    static final List<UUID> OVER_OTHER = List.of(Furniture.NODES.get(0), OTHER, Furniture.NODES.get(2));

    /** The links over carol all alike. */
    void alike(long rate, long demand, double qber, Optional<ReasonCode> trouble) {
        tell(List.of(link(0, rate, demand, qber, trouble), link(1, rate, demand, qber, trouble)));
    }

    /** The same beside links over another node that are fine. */
    void besideAnother(long rate, long demand, double qber, Optional<ReasonCode> trouble) {
        tell(List.of(
                link(0, rate, demand, qber, trouble),
                link(1, rate, demand, qber, trouble),
                link(new UUID(1, 2), Furniture.NODES.get(0), OTHER),
                link(new UUID(1, 3), OTHER, Furniture.NODES.get(2))));
    }

    void tell(List<QkdTopology.Link> links) {
        tell(Set.of(), links);
    }

    /** Some nodes do not answer. */
    void tell(Set<UUID> away, List<QkdTopology.Link> links) {
        tell(away, links, List.of());
    }

    /** The same where nodes list what is booked. */
    void tell(Set<UUID> away, List<QkdTopology.Link> links, List<QkdTopology.Booking> bookings) {
        Set<UUID> nodes = Set.of(Furniture.NODES.get(0), Furniture.NODES.get(1), Furniture.NODES.get(2), OTHER);
        world.inventory.topology(Furniture.QKDN, new QkdTopology(nodes, away, new ArrayList<>(links), bookings));
        world.settle();
    }

    static QkdTopology.Link link(int at, long rate, long demand, double qber, Optional<ReasonCode> trouble) {
        return new QkdTopology.Link(
                new UUID(1, at),
                Furniture.NODES.get(at),
                Furniture.NODES.get(at + 1),
                rate,
                demand,
                Optional.of(qber),
                trouble);
    }

    static QkdTopology.Link link(UUID id, UUID a, UUID z) {
        return new QkdTopology.Link(id, a, z, 1000, 0, Optional.of(0.01), Optional.empty());
    }
}
