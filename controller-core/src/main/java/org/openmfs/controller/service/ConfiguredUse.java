package org.openmfs.controller.service;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.EndpointPlace;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ManagerKinds;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.rules.Places;
import org.openmfs.controller.service.Users.Thing;

/**
 * What configured services use of what a change takes away: their class and endpoints, the nodes and networks in which
 * those stand, the encryption points, CFs and devices behind them, and managers.
 */
final class ConfiguredUse {
    private final ProposedConfiguration after;
    private final Places old;
    private final Places now;
    private final Map<ServiceId, ServiceState> states;
    private final Set<ClassId> goneClasses;
    private final Map<ManagerId, ManagerKind> goneManagers = new HashMap<>();
    private final ProposedConfiguration before;
    private final ManagerKinds kinds;

    ConfiguredUse(
            ProposedConfiguration before, ProposedConfiguration after, List<ServiceState> states, ManagerKinds kinds) {
        this.before = before;
        this.after = after;
        this.kinds = kinds;
        old = Places.of(before);
        now = Places.of(after);
        this.states =
                states.stream().collect(Collectors.toMap(ServiceState::service, state -> state, (one, two) -> two));
        goneClasses = before.classes().stream().map(ProtectionClass::id).collect(Collectors.toCollection(HashSet::new));
        after.classes().forEach(one -> goneClasses.remove(one.id()));
        before.managers().forEach(one -> goneManagers.put(one.id(), one.kind()));
        after.managers().forEach(one -> goneManagers.remove(one.id()));
    }

    void addTo(Users users) {
        after.intents().forEach(intent -> of(intent, users));
        after.networks()
                .forEach(network -> network.nodes()
                        .forEach(node -> old.node(network, node).ifPresent(was -> ofNode(network, was, node, users))));
    }

    private void of(Intent intent, Users users) {
        String user = "service " + intent.service();
        if (goneClasses.contains(intent.protectionClass())) {
            users.add(Thing.of(intent.protectionClass()), user);
        }
        for (EndpointId end : List.of(intent.a(), intent.z())) {
            now.endpoint(end)
                    .ifPresentOrElse(
                            place -> behind(place, user, users),
                            () -> old.endpoint(end).ifPresent(place -> users.add(gone(place), user)));
        }
        managersOf(intent).forEach(manager -> users.add(Thing.of(manager), user));
    }

    private void behind(EndpointPlace place, String user, Users users) {
        place.devices().stream()
                .filter(device ->
                        before.devices().contains(device) && !after.devices().contains(device))
                .forEach(device -> users.add(Thing.of(device), user));
    }

    /** The outermost of what is gone. */
    private Thing gone(EndpointPlace place) {
        Network network = place.network();
        if (!now.nodes().containsKey(network.id())) {
            return Thing.of(network);
        }
        Thing node = Thing.of(network, place.node());
        return now.node(network, place.node()).isEmpty()
                ? node
                : node.entry("endpoint", "endpoint", place.endpoint().id().value());
    }

    private void ofNode(Network network, Network.Node was, Network.Node node, Users users) {
        Thing here = Thing.of(network, node);
        Set<String> points = goneOf(was.encryptionPoints(), node.encryptionPoints(), Network.EncryptionPoint::id);
        for (Network.Endpoint endpoint : node.endpoints()) {
            endpoint.encryptionPoints().stream().filter(points::contains).forEach(id -> {
                Thing point = here.entry("encryption-point", "encryption point", id);
                users.add(point, "endpoint " + endpoint.id());
                servicesAt(endpoint.id()).forEach(service -> users.add(point, "service " + service));
            });
        }
        Set<String> cfs = goneOf(was.cfs(), node.cfs(), cf -> cf.id().value());
        node.encryptionPoints().stream()
                .filter(point -> cfs.contains(point.cf().value()))
                .forEach(point -> {
                    Thing cf = here.entry("cf", "CF", point.cf().value());
                    users.add(cf, "encryption point " + point.id());
                    node.endpoints().stream()
                            .filter(endpoint -> endpoint.encryptionPoints().contains(point.id()))
                            .flatMap(endpoint -> servicesAt(endpoint.id()))
                            .forEach(service -> users.add(cf, "service " + service));
                });
    }

    private static <T> Set<String> goneOf(
            List<T> before, List<T> after, java.util.function.Function<T, String> identify) {
        Set<String> gone = before.stream().map(identify).collect(Collectors.toCollection(HashSet::new));
        after.stream().map(identify).forEach(gone::remove);
        return gone;
    }

    private Stream<ServiceId> servicesAt(EndpointId endpoint) {
        return after.intents().stream()
                .filter(intent -> intent.a().equals(endpoint) || intent.z().equals(endpoint))
                .map(Intent::service);
    }

    /** Those that are gone and that its networks name, its plan goes over or, without a plan, one would have to. */
    private Set<ManagerId> managersOf(Intent intent) {
        Set<ManagerId> used = new HashSet<>();
        if (goneManagers.isEmpty()) {
            return used;
        }
        List<EndpointPlace> ends = Stream.of(intent.a(), intent.z())
                .flatMap(end -> now.endpoint(end).stream())
                .toList();
        ends.forEach(place -> place.network().manager().ifPresent(used::add));
        plan(intent, ends)
                .ifPresentOrElse(
                        plan -> used.addAll(Traces.of(plan).managers().keySet()),
                        () -> needed(ends).forEach(facet -> used.addAll(lastOf(facet))));
        used.retainAll(goneManagers.keySet());
        return used;
    }

    /** The plan that it is served by, if the change leaves alone what that rests on. */
    private Optional<Plan> plan(Intent intent, List<EndpointPlace> ends) {
        boolean same = ends.stream()
                .allMatch(place -> old.endpoint(place.endpoint().id()).equals(Optional.of(place)));
        return Optional.ofNullable(states.get(intent.service()))
                .filter(state -> same && state.intent().equals(Optional.of(intent)))
                .flatMap(ServiceState::plan);
    }

    private static Set<Facet> needed(List<EndpointPlace> ends) {
        Set<Facet> facets = new HashSet<>();
        if (ends.stream()
                .allMatch(place -> place.candidates().stream()
                        .flatMap(candidate -> candidate.cf().stream())
                        .anyMatch(cf -> cf.qkdNode().isPresent() && cf.sae().isPresent()))) {
            facets.add(Facet.KEY_NETWORK);
        }
        if (ends.stream()
                .allMatch(place -> place.candidates().stream()
                        .flatMap(candidate -> candidate.point().stream())
                        .anyMatch(point -> point.port().isPresent()))) {
            facets.add(Facet.LIGHT_PATHS);
        }
        return facets;
    }

    /** Managers that are gone and offered this, or may have, if none that does is left. */
    private Set<ManagerId> lastOf(Facet facet) {
        boolean left = after.managers().stream().anyMatch(manager -> kinds.offers(manager.kind(), facet));
        return left
                ? Set.of()
                : goneManagers.entrySet().stream()
                        .filter(gone -> kinds.offers(gone.getValue(), facet) || !kinds.serves(gone.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }
}
