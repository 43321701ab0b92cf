package org.openmfs.controller.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AlarmSubject.OfLink;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ServiceId;

/** Which links that nodes tell of are virtual ones, whose they are, and which links below they lead over. */
record VirtualLinks(Inventory inventory) {
    /** Two nodes that a virtual link leads over, one after the other. */
    private record Hop(UUID a, UUID z) {}

    boolean include(OfLink subject) {
        return association(subject).isPresent() || !bookings(subject).isEmpty();
    }

    /** Whether it leads over this link. */
    boolean leadOver(OfLink subject, QkdTopology.Link below) {
        return hops(subject).stream().anyMatch(hop -> below.joins(hop.a(), hop.z()));
    }

    /** What people call it. */
    String name(OfLink subject) {
        return association(subject)
                .map(association -> "the key link of service "
                        + ServiceId.of(association).map(ServiceId::value).orElse(association.value()))
                .orElseGet(() -> "virtual link " + subject.link() + " of the QKD network");
    }

    private Optional<AssociationId> association(OfLink subject) {
        return manager(subject).stream()
                .flatMap(manager -> manager.keyLinks().keySet().stream())
                .filter(association -> KeyLinkIds.of(association).virtualLink().equals(subject.link()))
                .findFirst();
    }

    private List<QkdTopology.Booking> bookings(OfLink subject) {
        return manager(subject).flatMap(ManagerBelief::topology).stream()
                .flatMap(topology -> topology.bookings().stream())
                .filter(booking -> booking.reserved() && booking.id().equals(subject.link()))
                .toList();
    }

    /** As its nodes tell; and as it was set up, for what they do not tell yet or any more. */
    private List<Hop> hops(OfLink subject) {
        List<Hop> hops = new ArrayList<>();
        bookings(subject).forEach(booking -> hops.add(new Hop(booking.a(), booking.z())));
        List<UUID> path = association(subject)
                .flatMap(association ->
                        manager(subject).map(ManagerBelief::keyLinks).map(links -> links.get(association)))
                .map(KeyLinkState::path)
                .orElse(List.of());
        for (int at = 0; at + 1 < path.size(); at++) {
            hops.add(new Hop(path.get(at), path.get(at + 1)));
        }
        return hops;
    }

    private Optional<ManagerBelief> manager(OfLink subject) {
        return inventory.manager(subject.manager());
    }
}
