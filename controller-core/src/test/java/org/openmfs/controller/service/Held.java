package org.openmfs.controller.service;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.KeyBookings.Booking;

/** What services hold of what others could use, which nothing but the next plan of another one shows. */
public record Held(Services services) {
    /** In what the service holds another thing than this plan needs; of an empty one it should hold nothing. */
    public Optional<String> otherThan(ServiceId service, Optional<Plan> plan) {
        Set<Booking> needed = plan.map(Booking::of).orElse(Set.of());
        Set<Booking> booked = ((KeyRateClaims) of(services, "rates")).held().of(service);
        Set<String> ends = plan.stream()
                .flatMap(Plan::ends)
                .map(end -> "Place[device=" + end.device() + ", encDec="
                        + end.point().encDec() + "]")
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> places = new TreeSet<>();
        Map<?, ?> all = (Map<?, ?>) of(of(services, "claims"), "places");
        Optional.ofNullable((Set<?>) all.get(service))
                .ifPresent(held -> held.forEach(place -> places.add(place.toString())));
        return booked.equals(needed) && places.equals(ends)
                ? Optional.empty()
                : Optional.of(
                        service + " holds " + booked + " and " + places + ", needed are " + needed + " and " + ends);
    }

    private static Object of(Object owner, String field) {
        try {
            Field held = owner.getClass().getDeclaredField(field);
            held.setAccessible(true);
            return held.get(owner);
        } catch (ReflectiveOperationException renamed) {
            throw new IllegalStateException(renamed);
        }
    }
}
