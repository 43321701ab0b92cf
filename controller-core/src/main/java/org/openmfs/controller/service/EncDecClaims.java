package org.openmfs.controller.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.inventory.EndpointPlace;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/**
 * Which service has an Enc/Dec that several ask for: the one that was given it; after a restart, the one that its device
 * reports; otherwise the one with the smallest id among those that can be planned.
 */
final class EncDecClaims {
    private final Intents intents;
    private final BiFunction<Intent, Inventory, PlanOutcome> planner;
    private final Runnable freed;
    /** Guarded by itself. */
    private final Map<Place, ServiceId> held = new HashMap<>();

    private final Map<ServiceId, Set<Place>> places = new HashMap<>();

    /**
     * @param intents all that is configured, as it changes
     * @param planner as things stand
     * @param freed called when an Enc/Dec has become free
     */
    EncDecClaims(Intents intents, BiFunction<Intent, Inventory, PlanOutcome> planner, Runnable freed) {
        this.intents = intents;
        this.planner = planner;
        this.freed = freed;
    }

    /** An Enc/Dec of a device. */
    private record Place(DeviceId device, EncDecName encDec) {}

    /** Takes both Enc/Decs of a plan, or none of them and says who has one. */
    Optional<Trouble> take(Plan plan, Inventory inventory) {
        Map<Place, ServiceId> preferred = preferred(plan, inventory);
        synchronized (held) {
            Optional<Trouble> conflict = conflict(preferred, plan.service());
            if (conflict.isEmpty()) {
                preferred.keySet().forEach(place -> held.put(place, plan.service()));
                places.computeIfAbsent(plan.service(), first -> new HashSet<>()).addAll(preferred.keySet());
            }
            return conflict;
        }
    }

    /** Who would keep this plan from being carried out now; takes nothing. */
    Optional<Trouble> inTheWayOf(Plan plan, Inventory inventory) {
        Map<Place, ServiceId> preferred = preferred(plan, inventory);
        synchronized (held) {
            return conflict(preferred, plan.service());
        }
    }

    /** Gives back everything that the service had and this plan does not need. */
    void keepOnly(Plan plan) {
        giveBack(plan.service(), places(plan));
    }

    /** Gives back what the service had at devices other than these. */
    void keepOnlyAt(ServiceId service, Set<DeviceId> devices) {
        Set<Place> kept;
        synchronized (held) {
            kept = places.getOrDefault(service, Set.of()).stream()
                    .filter(place -> devices.contains(place.device()))
                    .collect(Collectors.toSet());
        }
        giveBack(service, kept);
    }

    /** Devices at which the service has an Enc/Dec. */
    Set<DeviceId> devices(ServiceId service) {
        synchronized (held) {
            return places.getOrDefault(service, Set.of()).stream()
                    .map(Place::device)
                    .collect(Collectors.toSet());
        }
    }

    /** Gives back everything that the service had. */
    void giveBack(ServiceId service) {
        giveBack(service, Set.of());
    }

    private void giveBack(ServiceId service, Set<Place> kept) {
        boolean any;
        synchronized (held) {
            Set<Place> superfluous = new HashSet<>(places.getOrDefault(service, Set.of()));
            superfluous.removeAll(kept);
            any = !superfluous.isEmpty();
            superfluous.forEach(held::remove);
            places.computeIfPresent(service, (same, had) -> {
                had.removeAll(superfluous);
                return had.isEmpty() ? null : had;
            });
        }
        if (any) {
            freed.run();
        }
    }

    private Optional<ServiceId> holder(Place place) {
        synchronized (held) {
            return Optional.ofNullable(held.get(place));
        }
    }

    private Optional<Trouble> conflict(Map<Place, ServiceId> preferred, ServiceId service) {
        return preferred.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), held.getOrDefault(entry.getKey(), entry.getValue())))
                .filter(entry -> !entry.getValue().equals(service))
                .findFirst()
                .map(entry -> conflict(entry.getKey(), entry.getValue()));
    }

    private static Trouble conflict(Place place, ServiceId holder) {
        String text = "service " + holder + " uses " + place.encDec() + " of device " + place.device();
        return new Trouble(ReasonCode.CONFLICT, place.device().value(), text);
    }

    private static Set<Place> places(Plan plan) {
        return plan.ends()
                .map(end -> new Place(end.device(), end.point().encDec()))
                .collect(Collectors.toSet());
    }

    private Map<Place, ServiceId> preferred(Plan plan, Inventory inventory) {
        return places(plan).stream()
                .collect(Collectors.toMap(place -> place, place -> preferred(place, plan.service(), inventory)));
    }

    /** Who has a place, or gets it if nobody was given it yet. */
    private ServiceId preferred(Place place, ServiceId service, Inventory inventory) {
        Optional<ServiceId> holder = holder(place);
        if (holder.isPresent()) {
            return holder.get();
        }
        Set<ServiceId> rivals = rivals(place, inventory);
        rivals.add(service);
        return rivals.stream()
                .filter(rival -> isReported(rival, place, inventory))
                .min(EncDecClaims::compare)
                .or(() -> rivals.stream()
                        .filter(rival -> rival.equals(service) || couldTake(rival, place, inventory))
                        .min(EncDecClaims::compare))
                .orElse(service);
    }

    private static int compare(ServiceId one, ServiceId other) {
        return one.value().compareTo(other.value());
    }

    private static boolean isReported(ServiceId service, Place place, Inventory inventory) {
        return inventory.associationsOf(service).stream()
                .flatMap(association -> Optional.ofNullable(
                                inventory.holders(association).get(place.device()))
                        .stream()
                        .flatMap(status -> inventory.device(place.device()).stream())
                        .map(device -> Optional.ofNullable(device.configured().get(association))))
                .anyMatch(configured -> configured
                        .map(told -> told.encDec().equals(place.encDec()))
                        .orElse(true));
    }

    /** Whether a service can be planned, and nobody else has what it needs. */
    private boolean couldTake(ServiceId service, Place place, Inventory inventory) {
        Optional<Intent> intent = intents.get(service).filter(asked -> !asked.suspended());
        if (intent.isEmpty() || !(planner.apply(intent.get(), inventory) instanceof PlanOutcome.Planned planned)) {
            return false;
        }
        Set<Place> wanted = places(planned.plan());
        return wanted.contains(place)
                && wanted.stream().allMatch(one -> holder(one).orElse(service).equals(service));
    }

    /** Services whose endpoints are joined to the place; a suspended one may still have something there. */
    private Set<ServiceId> rivals(Place place, Inventory inventory) {
        return inventory.endpointsAt(place.device()).stream()
                .filter(endpoint -> inventory
                        .endpoint(endpoint)
                        .filter(found -> isAt(found, place))
                        .isPresent())
                .flatMap(endpoint -> intents.at(endpoint).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean isAt(EndpointPlace endpoint, Place place) {
        boolean encDec = endpoint.encryptionPoint()
                .filter(point -> point.encDec().equals(place.encDec()))
                .isPresent();
        return encDec && endpoint.cf().flatMap(Network.Cf::device).equals(Optional.of(place.device()));
    }
}
