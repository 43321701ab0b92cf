package org.openmfs.controller.service;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.plan.Booking;
import org.openmfs.controller.plan.Bookings;
import org.openmfs.controller.plan.Taken;

/** What services take from each other, as it changes: of two that are planned in the same moment, one is first. */
final class Claims {
    private final AtomicReference<Taken> taken = new AtomicReference<>(Taken.NOTHING);
    private final Intents intents;
    private final Runnable freed;
    private final Runnable wanted;

    /**
     * @param freed called when something has become free
     * @param wanted called when a service finds too little left of what QKD links make
     */
    Claims(Intents intents, Runnable freed, Runnable wanted) {
        this.intents = intents;
        this.freed = freed;
        this.wanted = wanted;
    }

    /** What plans may rest on now. */
    Bookings bookings() {
        return new Bookings(taken.get(), intents.now());
    }

    /** Whether somebody took or gave back something since, so that another plan may be possible. */
    boolean changedSince(Bookings seen) {
        return taken.get() != seen.taken();
    }

    /**
     * Takes all that a plan needs beside what the service has, or nothing and says who or what is in the way; then the
     * service may have too much, until it says what it keeps.
     */
    Optional<Trouble> take(Plan plan, Inventory inventory) {
        while (true) {
            Taken now = taken.get();
            Optional<Trouble> inTheWay = now.inTheWayOf(plan, inventory);
            if (inTheWay.isPresent() || taken.compareAndSet(now, now.and(plan))) {
                return inTheWay;
            }
        }
    }

    /** What this plan, which stands, needs; the rest is free again. */
    void keepOnly(Plan plan) {
        Set<Booking> needed = Set.copyOf(Booking.of(plan));
        keep(plan.service(), needed::contains);
    }

    /** What was never carried out takes no room from others, unless a device has it all the same. */
    void forgo(ServiceId service, Inventory inventory) {
        Set<DeviceId> devices = taken.get().of(service).stream()
                .filter(Booking.EncDec.class::isInstance)
                .map(place -> ((Booking.EncDec) place).device())
                .collect(Collectors.toSet());
        if (Collections.disjoint(inventory.holders(service), devices)) {
            keep(service, none -> false);
        }
    }

    /** What the service has is being taken back: where nobody has anything of it any more, others may use it. */
    void keepOnlyWhere(ServiceId service, Traces left) {
        keep(service, booking -> switch (booking) {
            case Booking.EncDec place -> left.devices().containsKey(place.device());
            case Booking.Port port -> left.managers().containsKey(port.manager());
            case Booking.KeyRate rate -> left.managers().containsKey(rate.manager());
        });
    }

    /** Others may hold without using it what a service lacks. */
    void wantedIfLacking(List<Trouble> troubles) {
        if (troubles.stream().anyMatch(trouble -> trouble.code().equals(ReasonCode.KEY_RATE_INSUFFICIENT))) {
            wanted.run();
        }
    }

    private void keep(ServiceId service, Predicate<Booking> kept) {
        Taken before = taken.getAndUpdate(now -> now.only(service, kept));
        if (!before.of(service).stream().allMatch(kept)) {
            freed.run();
        }
    }
}
