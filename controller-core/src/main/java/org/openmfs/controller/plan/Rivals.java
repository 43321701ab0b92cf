package org.openmfs.controller.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.inventory.EndpointPlace;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/**
 * Which of several services that want the same Enc/Dec or port, which none of them was given yet, is to have it: after a
 * restart, the one that the device reports; otherwise the one with the smallest id among those that can be planned.
 *
 * @param planner of one as if there were no other
 */
record Rivals(Inventory inventory, Wishes wishes, Function<Intent, PlanOutcome> planner) {
    /** A service that may want an Enc/Dec, and with it something of another's plan. */
    private record Rival(ServiceId service, DeviceId device, EncDecName encDec, Booking.Sole wanted) {}

    /** Who is to have something of this plan before its service. */
    Optional<Trouble> before(Plan plan) {
        List<Booking.Sole> needed = Booking.of(plan).stream()
                .filter(Booking.Sole.class::isInstance)
                .map(Booking.Sole.class::cast)
                .toList();
        return plan.ends()
                .flatMap(end -> before(plan.service(), end, needed).stream())
                .findFirst();
    }

    private Optional<Trouble> before(ServiceId service, Leg.End end, List<Booking.Sole> needed) {
        List<Rival> rivals = inventory.endpointsAt(end.device()).stream()
                .flatMap(id -> inventory.endpoint(id).stream())
                .flatMap(place -> at(place, end, needed))
                .filter(rival -> !rival.service().equals(service))
                .toList();
        if (rivals.isEmpty() || isReported(service, end.device(), end.point().encDec())) {
            return first(rivals.stream()
                    .filter(rival -> rival.service().compareTo(service) < 0)
                    .filter(rival -> isReported(rival.service(), rival.device(), rival.encDec())));
        }
        return first(rivals.stream().filter(rival -> isReported(rival.service(), rival.device(), rival.encDec())))
                .or(() -> first(rivals.stream()
                        .filter(rival -> rival.service().compareTo(service) < 0)
                        .filter(this::couldTake)));
    }

    private static Optional<Trouble> first(Stream<Rival> rivals) {
        return rivals.min(java.util.Comparator.comparing(Rival::service))
                .map(rival -> rival.wanted().takenBy(rival.service()));
    }

    /** Services whose endpoint is joined to the Enc/Dec, or to the port; a suspended one may still have something there. */
    private Stream<Rival> at(EndpointPlace place, Leg.End end, List<Booking.Sole> needed) {
        return place.candidates().stream()
                .filter(candidate -> candidate.device().equals(Optional.of(end.device())))
                .flatMap(candidate -> candidate.point().stream())
                .flatMap(point -> shared(point, end, needed).stream()
                        .flatMap(wanted -> wishes.at(place.endpoint().id()).stream()
                                .map(service -> new Rival(service, end.device(), point.encDec(), wanted))));
    }

    private static Optional<Booking.Sole> shared(
            Network.EncryptionPoint point, Leg.End end, List<Booking.Sole> needed) {
        if (point.encDec().equals(end.point().encDec())) {
            return Optional.of(Booking.EncDec.of(end));
        }
        boolean samePort =
                point.port().isPresent() && point.port().equals(end.point().port());
        return needed.stream()
                .filter(thing -> samePort
                        && thing instanceof Booking.Port port
                        && point.port().get().equals(port.port()))
                .findFirst();
    }

    private boolean isReported(ServiceId service, DeviceId device, EncDecName encDec) {
        return inventory.associationsOf(service).stream()
                .filter(association -> inventory.holders(association).containsKey(device))
                .anyMatch(association -> configured(association, device)
                        .map(told -> told.encDec().equals(encDec))
                        .orElse(true));
    }

    private Optional<AssociationConfiguration> configured(AssociationId association, DeviceId device) {
        return inventory
                .device(device)
                .flatMap(known -> Optional.ofNullable(known.configured().get(association)));
    }

    /** Whether it can be planned with that, and nobody else has what it needs. */
    private boolean couldTake(Rival rival) {
        return wishes.intents()
                .find(rival.service())
                .filter(asked -> !asked.suspended())
                .filter(asked -> planner.apply(asked) instanceof PlanOutcome.Planned(Plan plan)
                        && Booking.of(plan).contains(rival.wanted()))
                .isPresent();
    }
}
