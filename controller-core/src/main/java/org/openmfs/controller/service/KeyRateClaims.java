package org.openmfs.controller.service;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.service.KeyBookings.Booking;

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
        Optional<Booking> wanted = Booking.of(plan);
        if (wanted.isEmpty()) {
            giveBack(plan.service());
            return Optional.empty();
        }
        KeyBookings after = held.updateAndGet(now ->
                KeyPaths.shortage(plan.service(), wanted.get(), inventory, now).isPresent()
                        ? now
                        : now.with(plan.service(), wanted.get()));
        return KeyPaths.shortage(plan.service(), wanted.get(), inventory, after);
    }

    /** Books what a plan that stands needs, in place of what its service wanted beyond it. */
    void keepOnly(Plan plan) {
        Optional<Booking> kept = Booking.of(plan);
        KeyBookings before = held.getAndUpdate(now ->
                kept.map(booking -> now.with(plan.service(), booking)).orElseGet(() -> now.without(plan.service())));
        Optional<Booking> had = Optional.ofNullable(before.bookings().get(plan.service()));
        if (had.isPresent() && !had.equals(kept)) {
            freed.run();
        }
    }

    void giveBack(ServiceId service) {
        KeyBookings before = held.getAndUpdate(now -> now.without(service));
        if (before.bookings().containsKey(service)) {
            freed.run();
        }
    }
}
