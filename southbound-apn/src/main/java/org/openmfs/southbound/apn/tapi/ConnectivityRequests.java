package org.openmfs.southbound.apn.tapi;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.RestconfClient.Trial;

/**
 * Creates, finds and deletes connectivity services at one APN-C, in the way that it offers: some let a client name the
 * resource (PUT), some name it themselves (POST to the context, RFC 8040 section 4.4.1), some offer operations alone.
 */
final class ConnectivityRequests {
    private static final String CONTEXT = "/data/tapi-common:context/tapi-connectivity:connectivity-context";
    private static final String OPERATION = "/operations/tapi-connectivity:";
    private static final String CREATE = "create-connectivity-service";
    private static final String DELETE = "delete-connectivity-service";

    private final ManagerId manager;
    private final RestconfClient client;
    /** What the APN-C calls services of ours, as it listed them last; some are there twice. */
    private final Map<AssociationId, Set<UUID>> named = new ConcurrentHashMap<>();

    private volatile Way way = Way.PUT;

    /** In the order in which they are tried. */
    private enum Way {
        PUT("PUT"),
        POST("POST"),
        OPERATION(CREATE);

        private final String text;

        Way(String text) {
            this.text = text;
        }
    }

    ConnectivityRequests(ManagerId manager, RestconfClient client) {
        this.manager = manager;
        this.client = client;
    }

    /**
     * All of the APN-C's connectivity services.
     *
     * @param ours services whose own are known by the name that they have there, whatever else they say
     */
    ServiceReading all(Set<AssociationId> ours) throws SouthboundFailure {
        Map<UUID, AssociationId> known = new HashMap<>();
        ours.forEach(association -> names(association).forEach(name -> known.put(name, association)));
        ServiceReading all = client.read(CONTEXT, answer -> ServiceReading.ofContext(answer, known))
                .orElse(ServiceReading.NOTHING);
        note(all);
        return all;
    }

    private void note(ServiceReading all) {
        Map<AssociationId, Set<UUID>> listed = new HashMap<>();
        all.ours()
                .forEach(entry -> entry.uuid()
                        .ifPresent(uuid -> listed.computeIfAbsent(entry.association(), first -> new LinkedHashSet<>())
                                .add(uuid)));
        named.putAll(listed);
        named.keySet().retainAll(listed.keySet());
    }

    /** What the APN-C calls the association's own. */
    private Set<UUID> names(AssociationId association) {
        return named.getOrDefault(association, Set.of(ConnectivityService.uuidOf(association)));
    }

    /** The association's own, whatever the APN-C calls it; one that stays before one that goes. */
    Optional<ConnectivityService> find(AssociationId association) throws SouthboundFailure {
        List<ConnectivityService> all = here(association);
        if (all.isEmpty() && way != Way.PUT) {
            all = listed(association);
        }
        return all.stream().min(Comparator.comparing(ConnectivityService::isLeaving));
    }

    private List<ConnectivityService> here(AssociationId association) throws SouthboundFailure {
        List<ConnectivityService> here = new ArrayList<>();
        for (UUID name : names(association)) {
            at(name, association).ifPresent(here::add);
        }
        return here;
    }

    private Optional<ConnectivityService> at(UUID uuid, AssociationId association) throws SouthboundFailure {
        return client.read(entry(uuid), answer -> ServiceReading.ofEntry(answer, Map.of(uuid, association))).stream()
                .flatMap(reading -> reading.ours().stream())
                .findFirst();
    }

    private List<ConnectivityService> listed(AssociationId association) throws SouthboundFailure {
        return all(Set.of(association)).ours().stream()
                .filter(entry -> entry.association().equals(association))
                .toList();
    }

    /**
     * Asks for the path. Before a way in which the APN-C chooses the name, it is looked for: a request may have been
     * carried out whose answer was lost.
     *
     * @throws SouthboundFailure if refused or away, or if none of the ways is offered
     */
    void create(OpticalPath path) throws SouthboundFailure {
        List<String> refusals = new ArrayList<>();
        Way first = way;
        for (Way next : Stream.of(Way.values())
                .sorted(Comparator.comparing((Way other) -> other != first))
                .toList()) {
            if (next != Way.PUT && stands(path)) {
                way = next;
                return;
            }
            Trial trial = attempt(next, path);
            if (trial.offered()) {
                way = next;
                return;
            }
            refusals.add(next.text + " " + trial.status());
        }
        throw new SouthboundFailure(
                ReasonCode.MANAGER_REFUSED,
                manager.value(),
                "connectivity services are created in none of the ways of TAPI: " + String.join(", ", refusals));
    }

    /** Whether it is there already; one for other ports or another capacity is deleted. */
    private boolean stands(OpticalPath path) throws SouthboundFailure {
        List<ConnectivityService> there = listed(path.association());
        boolean stands = there.stream().anyMatch(entry -> entry.provides(path));
        if (!there.isEmpty() && !stands) {
            delete(path.association());
        }
        return stands;
    }

    private Trial attempt(Way how, OpticalPath path) throws SouthboundFailure {
        return switch (how) {
            case PUT -> {
                named.remove(path.association());
                yield client.attempt(
                        "PUT",
                        entry(ConnectivityService.uuidOf(path.association())),
                        ConnectivityService.request(path));
            }
            case POST -> client.attempt("POST", CONTEXT, ConnectivityService.request(path));
            case OPERATION -> client.attempt("POST", OPERATION + CREATE, ConnectivityService.operationInput(path));
        };
    }

    /** Deletes all of the association's own; succeeds when there is none. */
    void delete(AssociationId association) throws SouthboundFailure {
        List<ConnectivityService> there = here(association);
        if (there.isEmpty() || way != Way.PUT) {
            there = listed(association);
        }
        UUID usual = ConnectivityService.uuidOf(association);
        for (ConnectivityService entry : there) {
            if (!entry.isLeaving()) {
                deleteAt(entry.uuid().orElse(usual), association);
            }
        }
        named.remove(association);
    }

    private void deleteAt(UUID uuid, AssociationId association) throws SouthboundFailure {
        Trial trial = client.attempt("DELETE", entry(uuid), "");
        if (trial.offered() || trial.status() == 404 && at(uuid, association).isEmpty()) {
            return;
        }
        JsonObject input = new JsonObject();
        input.addProperty("uuid", uuid.toString());
        JsonObject body = new JsonObject();
        body.add("tapi-connectivity:input", input);
        Trial operation = client.attempt("POST", OPERATION + DELETE, body.toString());
        if (!operation.offered() && at(uuid, association).isPresent()) {
            throw new SouthboundFailure(
                    ReasonCode.MANAGER_REFUSED,
                    manager.value(),
                    "connectivity services are deleted in none of the ways of TAPI: DELETE " + trial.status() + ", "
                            + DELETE + " " + operation.status());
        }
    }

    private static String entry(UUID uuid) {
        return CONTEXT + "/connectivity-service=" + uuid;
    }
}
