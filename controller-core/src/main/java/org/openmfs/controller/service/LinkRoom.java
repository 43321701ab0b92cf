package org.openmfs.controller.service;

import java.util.List;
import java.util.Set;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.QkdTopology.Booking;
import org.openmfs.controller.model.ServiceId;

/**
 * What a QKD link makes and how much of that is booked by others, for one service. A node counts what is registered with
 * it, so that of plans that were taken only what no node tells yet is added, and the service's own is left out.
 *
 * @param makes bit/s with nothing reserved
 * @param booked bit/s, but for the service's own
 * @param own whether the service itself has something booked
 */
record LinkRoom(long makes, long booked, boolean own) {
    static LinkRoom of(
            QkdTopology.Link link, ServiceId service, ManagerId manager, QkdTopology topology, KeyBookings bookings) {
        List<Booking> seen = topology.bookings().stream()
                .filter(booking -> link.joins(booking.a(), booking.z()))
                .toList();
        long reserved = sum(seen.stream().filter(Booking::reserved).toList());
        long mine = sum(of(service, seen));
        long unseen = bookings.bookings().entrySet().stream()
                .filter(one -> !one.getKey().equals(service) && one.getValue().uses(manager, link))
                .mapToLong(one -> Math.max(0, one.getValue().rate() - sum(of(one.getKey(), seen))))
                .sum();
        boolean own = mine > 0
                || bookings.bookings().containsKey(service)
                        && bookings.bookings().get(service).uses(manager, link);
        return new LinkRoom(link.rate() + reserved, link.demand() + reserved + unseen - mine, own);
    }

    private static List<Booking> of(ServiceId service, List<Booking> seen) {
        KeyLinkIds ids = KeyLinkIds.of(service);
        Set<?> both = Set.of(ids.application(), ids.virtualLink());
        return seen.stream().filter(booking -> both.contains(booking.id())).toList();
    }

    private static long sum(List<Booking> bookings) {
        return bookings.stream().mapToLong(Booking::rate).sum();
    }

    long left() {
        return makes - booked;
    }
}
