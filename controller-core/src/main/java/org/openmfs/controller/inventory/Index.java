package org.openmfs.controller.inventory;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.ServiceId;

/** What is looked for in an inventory by something else than its name; never changes. */
record Index(
        Trie<EndpointId, EndpointPlace> endpoints,
        Trie<DeviceId, Set<EndpointId>> devices,
        Trie<AssociationId, Map<DeviceId, AssociationStatus>> associations,
        Trie<ServiceId, Set<AssociationId>> services) {
    static final Index EMPTY = new Index(Trie.empty(), Trie.empty(), Trie.empty(), Trie.empty());

    Optional<EndpointPlace> endpoint(EndpointId id) {
        return endpoints.find(id);
    }

    Set<EndpointId> endpointsAt(DeviceId device) {
        return devices.find(device).orElse(Set.of());
    }

    Map<DeviceId, AssociationStatus> holders(AssociationId association) {
        return associations.find(association).orElse(Map.of());
    }

    Set<AssociationId> associationsOf(ServiceId service) {
        return services.find(service).orElse(Set.of());
    }

    /** @param networks all that there are after the change */
    Index after(Change change, Collection<Network> networks) {
        return switch (change) {
            case Change.OfDevice device -> after(device);
            case Change.OfNetwork network -> after(network, networks);
            case Change.OfManagedNetwork manager -> this;
            case Change.OfClass protectionClass -> this;
            case Change.OfMethod method -> this;
        };
    }

    private Index after(Change.OfDevice change) {
        Trie<AssociationId, Map<DeviceId, AssociationStatus>> next = associationsAfter(change);
        Set<AssociationId> others = new HashSet<>();
        Stream.of(change.before(), change.now())
                .flatMap(Optional::stream)
                .flatMap(device -> device.associations().keySet().stream())
                .filter(id -> associations.containsKey(id) != next.containsKey(id))
                .forEach(others::add);
        return new Index(endpoints, devices, next, servicesAfter(others, next));
    }

    /** @param others associations that are held now and were not, or the other way round */
    private Trie<ServiceId, Set<AssociationId>> servicesAfter(
            Set<AssociationId> others, Trie<AssociationId, Map<DeviceId, AssociationStatus>> held) {
        return others.isEmpty()
                ? services
                : services.changed(next -> others.forEach(id -> ServiceId.of(id).ifPresent(service -> {
                    Set<AssociationId> legs = new TreeSet<>(next.getOrDefault(service, Set.of()));
                    if (held.containsKey(id)) {
                        legs.add(id);
                    } else {
                        legs.remove(id);
                    }
                    if (legs.isEmpty()) {
                        next.remove(service);
                    } else {
                        next.put(service, Collections.unmodifiableSet(legs));
                    }
                })));
    }

    private Trie<AssociationId, Map<DeviceId, AssociationStatus>> associationsAfter(Change.OfDevice change) {
        Map<AssociationId, AssociationStatus> before =
                change.before().map(DeviceBelief::associations).orElse(Map.of());
        Map<AssociationId, AssociationStatus> now =
                change.now().map(DeviceBelief::associations).orElse(Map.of());
        if (before.equals(now)) {
            return associations;
        }
        Set<AssociationId> concerned = new HashSet<>(before.keySet());
        concerned.addAll(now.keySet());
        return associations.changed(next -> concerned.forEach(id -> {
            Optional<AssociationStatus> held = Optional.ofNullable(now.get(id))
                    .filter(status -> status.phase() != AssociationStatus.Phase.WITHDRAWING);
            if (!held.equals(Optional.ofNullable(next.getOrDefault(id, Map.of()).get(change.id())))) {
                Map<DeviceId, AssociationStatus> holders = new TreeMap<>(next.getOrDefault(id, Map.of()));
                held.ifPresentOrElse(status -> holders.put(change.id(), status), () -> holders.remove(change.id()));
                put(next, id, holders);
            }
        }));
    }

    private static void put(
            Map<AssociationId, Map<DeviceId, AssociationStatus>> all,
            AssociationId id,
            Map<DeviceId, AssociationStatus> holders) {
        if (holders.isEmpty()) {
            all.remove(id);
        } else {
            all.put(id, Collections.unmodifiableMap(holders));
        }
    }

    private Index after(Change.OfNetwork change, Collection<Network> networks) {
        Trie<EndpointId, EndpointPlace> next = endpointsAfter(change, networks);
        Set<EndpointId> concerned = new HashSet<>();
        change.before().ifPresent(gone -> concerned.addAll(places(gone).keySet()));
        change.now().ifPresent(present -> concerned.addAll(places(present).keySet()));
        return new Index(next, devicesAfter(concerned, next), associations, services);
    }

    private Trie<DeviceId, Set<EndpointId>> devicesAfter(
            Set<EndpointId> concerned, Trie<EndpointId, EndpointPlace> next) {
        return devices.changed(all -> concerned.forEach(id -> {
            Set<DeviceId> before =
                    endpoints.find(id).map(EndpointPlace::devices).orElse(Set.of());
            Set<DeviceId> now = next.find(id).map(EndpointPlace::devices).orElse(Set.of());
            before.stream().filter(device -> !now.contains(device)).forEach(device -> {
                Set<EndpointId> rest = new TreeSet<>(all.getOrDefault(device, Set.of()));
                rest.remove(id);
                if (rest.isEmpty()) {
                    all.remove(device);
                } else {
                    all.put(device, Collections.unmodifiableSet(rest));
                }
            });
            now.stream().filter(device -> !before.contains(device)).forEach(device -> {
                Set<EndpointId> more = new TreeSet<>(all.getOrDefault(device, Set.of()));
                more.add(id);
                all.put(device, Collections.unmodifiableSet(more));
            });
        }));
    }

    /** Of an endpoint that two networks hold, one counts as long as it holds it. */
    private Trie<EndpointId, EndpointPlace> endpointsAfter(Change.OfNetwork change, Collection<Network> networks) {
        return endpoints.changed(next -> {
            change.before()
                    .ifPresent(gone -> places(gone).keySet().stream()
                            .filter(id -> Optional.ofNullable(next.get(id))
                                    .filter(place -> place.network().id().equals(change.id()))
                                    .isPresent())
                            .forEach(next::remove));
            change.now().ifPresent(present -> places(present).forEach(next::putIfAbsent));
            change.before()
                    .ifPresent(gone -> places(gone).keySet().stream()
                            .filter(id -> !next.containsKey(id))
                            .forEach(id -> elsewhere(id, networks).ifPresent(place -> next.put(id, place))));
        });
    }

    private static Optional<EndpointPlace> elsewhere(EndpointId id, Collection<Network> networks) {
        return networks.stream()
                .map(network -> Optional.ofNullable(places(network).get(id)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Map<EndpointId, EndpointPlace> places(Network network) {
        Map<EndpointId, EndpointPlace> places = new TreeMap<>();
        EndpointPlace.all(network).forEach(place -> places.put(place.endpoint().id(), place));
        return places;
    }
}
