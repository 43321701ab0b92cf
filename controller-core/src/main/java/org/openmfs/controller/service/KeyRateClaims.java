package org.openmfs.controller.service;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.plan.KeyBookings;
import org.openmfs.controller.plan.KeyBookings.Booking;
import org.openmfs.controller.plan.KeyPaths;

/** Which services have been promised how much of QKD links: of two that are planned in the same moment, one is first. */
final class KeyRateClaims {
    private final AtomicReference<KeyBookings> held = new AtomicReference<>(KeyBookings.NONE);
    private final Runnable freed;

    /** @param freed called when something has become free */
    KeyRateClaims(Runnable freed) {
        this.freed = freed;
    }

    /** What plans may rest on. */
    KeyBookings held() {
        return held.get();
    }

    /** Books what a plan needs in place of what its service had, or nothing and says which link has too little left. */
    Optional<Trouble> take(Plan plan, Inventory inventory) {
        Set<Booking> wanted = Booking.of(plan);
        if (wanted.isEmpty()) {
            giveBack(plan.service());
            return Optional.empty();
        }
        KeyBookings after = held.updateAndGet(
                now -> shortage(wanted, inventory, now).isPresent() ? now : now.with(plan.service(), wanted));
        return shortage(wanted, inventory, after);
    }

    private static Optional<Trouble> shortage(Set<Booking> wanted, Inventory inventory, KeyBookings bookings) {
        return wanted.stream()
                .flatMap(booking -> KeyPaths.shortage(booking, inventory, bookings).stream())
                .findFirst();
    }

    /** Books what a plan that stands needs, in place of what its service wanted beyond it. */
    void keepOnly(Plan plan) {
        replace(plan.service(), Booking.of(plan));
    }

    /** Keeps what is booked in these networks. */
    void keepOnlyAt(ServiceId service, Set<ManagerId> networks) {
        Set<Booking> kept = held().of(service).stream()
                .filter(booking -> networks.contains(booking.manager()))
                .collect(Collectors.toSet());
        replace(service, kept);
    }

    void giveBack(ServiceId service) {
        replace(service, Set.of());
    }

    private void replace(ServiceId service, Set<Booking> kept) {
        KeyBookings before = held.getAndUpdate(now -> now.with(service, kept));
        if (!kept.containsAll(before.of(service))) {
            freed.run();
        }
    }
}
