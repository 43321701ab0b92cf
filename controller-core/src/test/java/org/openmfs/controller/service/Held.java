package org.openmfs.controller.service;

import java.lang.reflect.Field;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.Booking;

/** What services hold of what others could use, which nothing but the next plan of another one shows. */
public record Held(Services services) {
    /** In what the service holds another thing than this plan needs; of an empty one it should hold nothing. */
    public Optional<String> otherThan(ServiceId service, Optional<Plan> plan) {
        Set<Booking> needed = plan.map(Booking::of).map(Set::copyOf).orElse(Set.of());
        Set<Booking> booked = Set.copyOf(claims().bookings().taken().of(service));
        return booked.equals(needed)
                ? Optional.empty()
                : Optional.of(service + " holds " + booked + ", needed are " + needed);
    }

    private Claims claims() {
        try {
            Field held = Services.class.getDeclaredField("claims");
            held.setAccessible(true);
            return (Claims) held.get(services);
        } catch (ReflectiveOperationException renamed) {
            throw new IllegalStateException(renamed);
        }
    }
}
