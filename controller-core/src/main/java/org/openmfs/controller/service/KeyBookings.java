package org.openmfs.controller.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ServiceId;

/** What plans that were taken book on QKD links, whether nodes tell of it yet or not; never changes. */
record KeyBookings(Map<ServiceId, Booking> bookings) {
    static final KeyBookings NONE = new KeyBookings(Map.of());

    KeyBookings {
        bookings = Map.copyOf(bookings);
    }

    /**
     * What one service books on every hop of its path.
     *
     * @param rate bit/s
     */
    record Booking(ManagerId manager, List<UUID> path, long rate) {
        Booking {
            path = List.copyOf(path);
        }

        /** Empty where the plan uses no QKD. */
        static Optional<Booking> of(Plan plan) {
            return plan.paths().stream()
                    .filter(path -> path.purpose() == PlannedPath.Purpose.KEY_EXCHANGE)
                    .findFirst()
                    .map(path -> new Booking(
                            path.manager().orElseThrow(),
                            path.nodes().stream().map(UUID::fromString).toList(),
                            path.keyRates().orElseThrow().least()));
        }

        boolean uses(ManagerId network, QkdTopology.Link link) {
            return manager.equals(network)
                    && IntStream.range(0, path.size() - 1).anyMatch(at -> link.joins(path.get(at), path.get(at + 1)));
        }
    }

    KeyBookings with(ServiceId service, Booking booking) {
        Map<ServiceId, Booking> more = new HashMap<>(bookings);
        more.put(service, booking);
        return new KeyBookings(more);
    }

    KeyBookings without(ServiceId service) {
        Map<ServiceId, Booking> rest = new HashMap<>(bookings);
        rest.remove(service);
        return new KeyBookings(rest);
    }
}
