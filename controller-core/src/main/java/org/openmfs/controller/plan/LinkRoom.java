package org.openmfs.controller.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.QkdTopology.Booking;

/**
 * What a QKD link makes and how much of that is booked by others, for one leg. A node should count what is registered
 * with it as consumption; where it counts less than the applications that it lists, these are believed. Of plans that were
 * taken only what no node tells yet is added, and the leg's own is left out.
 *
 * @param makes bit/s with nothing reserved
 * @param booked bit/s, but for the leg's own
 * @param own bit/s that the leg itself has booked
 */
record LinkRoom(long makes, long booked, long own) {
    /** A link in use may lack one part in so many of what is needed. */
    private static final int LENIENCY = 10;

    static LinkRoom of(QkdTopology.Link link, AssociationId leg, ManagerId manager, QkdTopology topology, Taken taken) {
        List<Booking> seen = topology.bookings().stream()
                .filter(booking -> link.joins(booking.a(), booking.z()))
                .toList();
        long reserved = sum(seen.stream().filter(Booking::reserved).toList());
        long mine = sum(of(leg, seen));
        long uncounted =
                Math.max(0, sum(seen.stream().filter(one -> !one.reserved()).toList()) - demand(link, topology));
        Map<AssociationId, Long> promised = taken.along(manager, link);
        long unseen = promised.entrySet().stream()
                .filter(one -> !one.getKey().equals(leg))
                .mapToLong(one -> Math.max(0, one.getValue() - sum(of(one.getKey(), seen))))
                .sum();
        long own = Math.max(mine, promised.getOrDefault(leg, 0L));
        return new LinkRoom(link.rate() + reserved, link.demand() + uncounted + reserved + unseen - mine, own);
    }

    private static List<Booking> of(AssociationId leg, List<Booking> seen) {
        KeyLinkIds ids = KeyLinkIds.of(leg);
        Set<?> both = Set.of(ids.application(), ids.virtualLink());
        return seen.stream().filter(booking -> both.contains(booking.id())).toList();
    }

    /** Of all links between the same neighbours: a booking does not say on which of them it is. */
    private static long demand(QkdTopology.Link link, QkdTopology topology) {
        return topology.links().stream()
                .filter(one -> one.joins(link.a(), link.z()))
                .mapToLong(QkdTopology.Link::demand)
                .sum();
    }

    /** Where the two ends tell different rates of one booking, the greater counts. */
    private static long sum(List<Booking> bookings) {
        return bookings.stream().collect(Collectors.toMap(Booking::id, Booking::rate, Math::max)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    long left() {
        return makes - booked;
    }

    /** Whether the leg has it already, and needs no more of it than before. */
    boolean holds(long needed) {
        return own > 0 && needed <= own;
    }

    boolean suffices(long needed) {
        return left() >= needed || holds(needed) && left() * LENIENCY >= needed * (LENIENCY - 1);
    }
}
