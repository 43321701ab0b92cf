package org.openmfs.controller.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.inventory.EndpointPlace;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
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
    private final Map<ServiceId, Intent> intents;
    private final BiFunction<Intent, Inventory, PlanOutcome> planner;
    private final Runnable freed;
    private final AtomicReference<Map<Place, ServiceId>> held = new AtomicReference<>(Map.of());

    /**
     * @param intents all that is configured, as it changes
     * @param planner as things stand
     * @param freed called when an Enc/Dec has become free
     */
    EncDecClaims(Map<ServiceId, Intent> intents, BiFunction<Intent, Inventory, PlanOutcome> planner, Runnable freed) {
        this.intents = intents;
        this.planner = planner;
        this.freed = freed;
    }

    /** An Enc/Dec of a device. */
    private record Place(DeviceId device, EncDecName encDec) {}

    /** Takes both Enc/Decs of a plan, or none of them and says who has one. */
    Optional<Trouble> take(Plan plan, Inventory inventory) {
        Map<Place, ServiceId> preferred = preferred(plan, inventory);
        Map<Place, ServiceId> after = held.updateAndGet(now -> taken(now, preferred, plan.service()));
        return conflict(after, preferred, plan.service());
    }

    /** Who would keep this plan from being carried out now; takes nothing. */
    Optional<Trouble> inTheWayOf(Plan plan, Inventory inventory) {
        return conflict(held.get(), preferred(plan, inventory), plan.service());
    }

    /** Gives back everything that the service had and this plan does not need. */
    void keepOnly(Plan plan) {
        giveBack(plan.service(), places(plan));
    }

    /** Gives back everything that the service had. */
    void giveBack(ServiceId service) {
        giveBack(service, Set.of());
    }

    private void giveBack(ServiceId service, Set<Place> kept) {
        Map<Place, ServiceId> before = held.getAndUpdate(now -> without(now, service, kept));
        if (!without(before, service, kept).equals(before)) {
            freed.run();
        }
    }

    private static Map<Place, ServiceId> without(Map<Place, ServiceId> now, ServiceId service, Set<Place> kept) {
        Map<Place, ServiceId> rest = new HashMap<>(now);
        rest.entrySet().removeIf(entry -> entry.getValue().equals(service) && !kept.contains(entry.getKey()));
        return Map.copyOf(rest);
    }

    private static Map<Place, ServiceId> taken(
            Map<Place, ServiceId> now, Map<Place, ServiceId> preferred, ServiceId service) {
        boolean free = preferred.entrySet().stream()
                .allMatch(entry ->
                        now.getOrDefault(entry.getKey(), entry.getValue()).equals(service));
        if (!free) {
            return now;
        }
        Map<Place, ServiceId> more = new HashMap<>(now);
        preferred.keySet().forEach(place -> more.put(place, service));
        return Map.copyOf(more);
    }

    private static Optional<Trouble> conflict(
            Map<Place, ServiceId> now, Map<Place, ServiceId> preferred, ServiceId service) {
        return preferred.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), now.getOrDefault(entry.getKey(), entry.getValue())))
                .filter(entry -> !entry.getValue().equals(service))
                .findFirst()
                .map(entry -> conflict(entry.getKey(), entry.getValue()));
    }

    private static Trouble conflict(Place place, ServiceId holder) {
        String text = "service " + holder + " uses " + place.encDec() + " of device " + place.device();
        return new Trouble(ReasonCode.CONFLICT, place.device().value(), text);
    }

    private static Set<Place> places(Plan plan) {
        return plan.ends().stream()
                .map(end -> new Place(end.device(), end.point().encDec()))
                .collect(Collectors.toSet());
    }

    private Map<Place, ServiceId> preferred(Plan plan, Inventory inventory) {
        return places(plan).stream()
                .collect(Collectors.toMap(place -> place, place -> preferred(place, plan.service(), inventory)));
    }

    /** Who has a place, or gets it if nobody was given it yet. */
    private ServiceId preferred(Place place, ServiceId service, Inventory inventory) {
        ServiceId holder = held.get().get(place);
        if (holder != null) {
            return holder;
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
        return inventory.holders(new AssociationId(service.value())).containsKey(place.device());
    }

    /** Whether a service can be planned, and nobody else has what it needs. */
    private boolean couldTake(ServiceId service, Place place, Inventory inventory) {
        Intent intent = intents.get(service);
        if (intent == null
                || intent.suspended()
                || !(planner.apply(intent, inventory) instanceof PlanOutcome.Planned planned)) {
            return false;
        }
        Map<Place, ServiceId> now = held.get();
        Set<Place> wanted = places(planned.plan());
        return wanted.contains(place)
                && wanted.stream()
                        .allMatch(one -> now.getOrDefault(one, service).equals(service));
    }

    /** Services whose endpoints are joined to the place; a suspended one may still have something there. */
    private Set<ServiceId> rivals(Place place, Inventory inventory) {
        Set<EndpointId> endpoints = new HashSet<>();
        for (Network network : inventory.networks().values()) {
            for (Network.Node node : network.nodes()) {
                node.endpoints().stream()
                        .filter(endpoint -> isAt(new EndpointPlace(network, node, endpoint), place))
                        .map(Network.Endpoint::id)
                        .forEach(endpoints::add);
            }
        }
        Set<ServiceId> rivals = new HashSet<>();
        intents.values().stream()
                .filter(intent -> endpoints.contains(intent.a()) || endpoints.contains(intent.z()))
                .map(Intent::service)
                .forEach(rivals::add);
        return rivals;
    }

    private static boolean isAt(EndpointPlace endpoint, Place place) {
        boolean encDec = endpoint.encryptionPoint()
                .filter(point -> point.encDec().equals(place.encDec()))
                .isPresent();
        return encDec && endpoint.cf().flatMap(Network.Cf::device).equals(Optional.of(place.device()));
    }
}
