package org.openmfs.testbed.apn;

import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.testbed.restconf.RestconfException;
import org.openmfs.testbed.topology.ApnPlan;
import org.openmfs.testbed.web.Json;

/** Decides whether a requested connectivity service can be had, and over which route. */
final class Admission {
    private static final String PATH =
            "/tapi-common:context/tapi-connectivity:connectivity-context/connectivity-service";
    private final ApnPlan plan;
    private final List<Fibre> fibres;
    private final Collection<OpticalService> present;

    Admission(ApnPlan plan, List<Fibre> fibres, Collection<OpticalService> present) {
        this.plan = plan;
        this.fibres = fibres;
        this.present = present;
    }

    /**
     * The route for a request.
     *
     * @throws RestconfException 400 where the request is wrong in itself, 409 where the network cannot meet it
     */
    Route route(JsonObject request) throws RestconfException {
        List<String> sips = OpticalService.sips(request);
        if (sips.size() != 2 || sips.getFirst().equals(sips.getLast())) {
            throw RestconfException.invalid(PATH + "/end-point", "two end-points at different SIPs are needed");
        }
        ApnPlan.Sip from = sip(sips.getFirst());
        ApnPlan.Sip to = sip(sips.getLast());
        double gigabits = OpticalService.gigabits(request);
        requireFree(from, gigabits);
        requireFree(to, gigabits);
        Set<String> avoided = avoided(request);
        Route route = Route.shortest(
                fibres,
                from.node(),
                to.node(),
                fibre -> fibre.isUp()
                        && free(fibre) >= gigabits
                        && fibre.risks().stream().noneMatch(avoided::contains));
        if (route.nodes().isEmpty()) {
            throw RestconfException.of(409, "resource-denied", PATH, "no route with that capacity and diversity");
        }
        return route;
    }

    private ApnPlan.Sip sip(String id) throws RestconfException {
        Optional<ApnPlan.Sip> sip =
                plan.sips().stream().filter(s -> s.id().toString().equals(id)).findAny();
        String place = PATH + "/end-point/service-interface-point/service-interface-point-uuid";
        return sip.orElseThrow(() -> RestconfException.invalid(place, "there is no service interface point " + id));
    }

    private void requireFree(ApnPlan.Sip sip, double gigabits) throws RestconfException {
        double used = present.stream()
                .filter(service ->
                        OpticalService.sips(service.request()).contains(sip.id().toString()))
                .mapToDouble(OpticalService::gigabits)
                .sum();
        if (used + gigabits > sip.capacityGbps()) {
            throw RestconfException.of(
                    409, "resource-denied", PATH + "/end-point", sip.name() + " has not enough capacity left");
        }
    }

    private double free(Fibre fibre) {
        return fibre.plan().capacityGbps()
                - present.stream()
                        .filter(service -> service.route().fibres().contains(fibre))
                        .mapToDouble(OpticalService::gigabits)
                        .sum();
    }

    private Set<String> avoided(JsonObject request) throws RestconfException {
        Set<String> risks = new HashSet<>();
        for (String excluded : OpticalService.exclusions(request)) {
            OpticalService other = present.stream()
                    .filter(service -> service.id().equals(UUID.fromString(excluded)))
                    .findAny()
                    .orElseThrow(() -> RestconfException.invalid(
                            PATH + "/connectivity-constraint/diversity-exclusion", "there is no service " + excluded));
            other.route().fibres().forEach(fibre -> risks.addAll(fibre.risks()));
        }
        return risks;
    }

    /** A service that is there can be renamed, locked and unlocked, and nothing else. */
    static void requireSameRequest(JsonObject before, JsonObject after) throws RestconfException {
        if (!essence(before).equals(essence(after))) {
            throw RestconfException.of(
                    409, "operation-not-supported", PATH, "end-points and constraints of a service cannot be changed");
        }
    }

    private static JsonObject essence(JsonObject request) {
        return Json.object(
                "sips", OpticalService.sips(request),
                "constraint", Json.child(request, "connectivity-constraint"));
    }
}
