package org.openmfs.controller.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Step;

/** What plans that were taken book on QKD links, whether nodes tell of it yet or not; never changes. */
public record KeyBookings(Map<ServiceId, Set<Booking>> bookings) {
    public static final KeyBookings NONE = new KeyBookings(Map.of());

    public KeyBookings {
        bookings = Map.copyOf(bookings);
    }

    /**
     * What one leg books on every hop of a key link.
     *
     * @param rate bit/s
     */
    public record Booking(AssociationId association, ManagerId manager, List<UUID> path, long rate) {
        public Booking {
            path = List.copyOf(path);
        }

        /** One a key link; none where the plan uses no QKD. */
        public static Set<Booking> of(Plan plan) {
            return plan.steps().stream().flatMap(Booking::of).collect(Collectors.toUnmodifiableSet());
        }

        private static Stream<Booking> of(Step step) {
            return step instanceof Step.KeyLink link
                    ? Stream.of(new Booking(
                            link.association(),
                            link.manager(),
                            link.nodes(),
                            link.rates().least()))
                    : Stream.empty();
        }

        boolean uses(ManagerId network, QkdTopology.Link link) {
            return manager.equals(network)
                    && IntStream.range(0, path.size() - 1).anyMatch(at -> link.joins(path.get(at), path.get(at + 1)));
        }
    }

    /** Those that book anything. */
    public Set<ServiceId> services() {
        return bookings.keySet();
    }

    public Set<Booking> of(ServiceId service) {
        return bookings.getOrDefault(service, Set.of());
    }

    /** What a leg books in one network. */
    Optional<Booking> of(AssociationId association, ManagerId manager) {
        return all().filter(booking -> booking.association().equals(association)
                        && booking.manager().equals(manager))
                .findFirst();
    }

    /** Networks in which a leg books something. */
    Set<ManagerId> networksOf(AssociationId association) {
        return all().filter(booking -> booking.association().equals(association))
                .map(Booking::manager)
                .collect(Collectors.toSet());
    }

    Stream<Booking> all() {
        return bookings.values().stream().flatMap(Set::stream);
    }

    /** With these in place of what the service had. */
    public KeyBookings with(ServiceId service, Set<Booking> instead) {
        Map<ServiceId, Set<Booking>> next = new HashMap<>(bookings);
        if (instead.isEmpty()) {
            next.remove(service);
        } else {
            next.put(service, Set.copyOf(instead));
        }
        return new KeyBookings(next);
    }
}
