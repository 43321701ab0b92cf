package org.openmfs.controller.service;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.Change;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ServiceId;

/** Which services depend on what, and so whom a change concerns; on any thread. */
final class Concerns {
    private final Map<ServiceId, Set<Subject>> subjects = new HashMap<>();
    private final Map<Subject, Set<ServiceId>> services = new HashMap<>();

    /** Whom something concerns. */
    sealed interface Audience {
        /** All services there are. */
        record Everybody() implements Audience {}

        /** These, if they are services. */
        record Of(Set<ServiceId> services) implements Audience {}
    }

    /** What the service depends on now; whether there is more than before, of which it may have missed something. */
    synchronized boolean depends(ServiceId service, Set<Subject> now) {
        Set<Subject> before = subjects.getOrDefault(service, Set.of());
        before.stream().filter(subject -> !now.contains(subject)).forEach(subject -> forget(service, subject));
        now.forEach(subject ->
                services.computeIfAbsent(subject, first -> new HashSet<>()).add(service));
        boolean more = !before.containsAll(now);
        subjects.put(service, Set.copyOf(now));
        return more;
    }

    /** The service depends on this as well, until it says on what it depends. */
    synchronized void dependsToo(ServiceId service, Subject subject) {
        Set<Subject> more = new HashSet<>(subjects.getOrDefault(service, Set.of()));
        more.add(subject);
        depends(service, more);
    }

    synchronized void gone(ServiceId service) {
        Optional.ofNullable(subjects.remove(service))
                .ifPresent(before -> before.forEach(subject -> forget(service, subject)));
    }

    private void forget(ServiceId service, Subject subject) {
        services.computeIfPresent(subject, (same, others) -> {
            others.remove(service);
            return others.isEmpty() ? null : others;
        });
    }

    /** Services that depend on any of these. */
    synchronized Set<ServiceId> of(Stream<? extends Subject> changed) {
        Set<ServiceId> concerned = new HashSet<>();
        changed.forEach(subject -> concerned.addAll(services.getOrDefault(subject, Set.of())));
        return concerned;
    }

    Audience of(Change change) {
        return switch (change) {
            case Change.OfDevice device -> new Audience.Of(of(device));
            case Change.OfManagedNetwork manager -> of(manager);
            case Change.OfNetwork network ->
                new Audience.Of(of(Stream.of(network.before(), network.now())
                        .flatMap(Optional::stream)
                        .flatMap(Concerns::endpoints)));
            case Change.OfClass changed -> new Audience.Of(of(Stream.of(new Subject.OfClass(changed.id()))));
            case Change.OfMethod method -> new Audience.Everybody();
        };
    }

    private static Stream<Subject> endpoints(Network network) {
        return network.nodes().stream()
                .flatMap(node -> node.endpoints().stream())
                .map(endpoint -> new Subject.OfEndpoint(endpoint.id()));
    }

    /** What is told of keys alone concerns nobody; how an association stands or is configured, its own service. */
    private Set<ServiceId> of(Change.OfDevice change) {
        Map<AssociationId, ?> before =
                change.before().map(DeviceBelief::associations).orElse(Map.of());
        Map<AssociationId, ?> now = change.now().map(DeviceBelief::associations).orElse(Map.of());
        Set<ServiceId> concerned = new HashSet<>(differing(before, now));
        concerned.addAll(differing(
                change.before().map(DeviceBelief::configured).orElse(Map.of()),
                change.now().map(DeviceBelief::configured).orElse(Map.of())));
        boolean othersToo = !before.keySet().equals(now.keySet())
                || differs(change, DeviceBelief::connection)
                || differs(change, DeviceBelief::capabilities)
                || differs(change, DeviceBelief::settings);
        if (othersToo) {
            concerned.addAll(of(Stream.of(new Subject.OfDevice(change.id()))));
        }
        return concerned;
    }

    private static boolean differs(Change.OfDevice change, Function<DeviceBelief, ?> part) {
        return !change.before().map(part).equals(change.now().map(part));
    }

    private Audience of(Change.OfManagedNetwork change) {
        if (change.before().isEmpty() || change.now().isEmpty()) {
            return new Audience.Everybody();
        }
        ManagerBelief before = change.before().get();
        ManagerBelief now = change.now().get();
        Set<ServiceId> concerned = new HashSet<>(of(Stream.of(new Subject.OfAnyHelp())));
        concerned.addAll(differing(before.keyLinks(), now.keyLinks()));
        concerned.addAll(differing(before.paths(), now.paths()));
        boolean other = !before.settings().equals(now.settings())
                || !link(before.connection()).equals(link(now.connection()))
                || !shape(before).equals(shape(now));
        concerned.addAll(
                other
                        ? of(Stream.of(new Subject.OfManagedNetwork(change.id())))
                        : of(hops(change.id(), before, now).stream()));
        return new Audience.Of(concerned);
    }

    private static Set<ServiceId> differing(Map<AssociationId, ?> before, Map<AssociationId, ?> now) {
        return Stream.concat(before.keySet().stream(), now.keySet().stream())
                .filter(id -> !Objects.equals(before.get(id), now.get(id)))
                .flatMap(id -> ServiceId.of(id).stream())
                .collect(Collectors.toSet());
    }

    /** A connection without its words. */
    private static List<?> link(Connection connection) {
        return List.of(connection.state(), connection.reason());
    }

    /** A network without its numbers, and without trouble with a link, which concerns who uses it. */
    private record Shape(Set<?> nodes, Set<?> away, Set<List<?>> links) {}

    private static Optional<Shape> shape(ManagerBelief manager) {
        return manager.topology().map(topology -> {
            Set<List<?>> links = new HashSet<>();
            topology.links().forEach(link -> links.add(List.of(link.id(), link.a(), link.z())));
            return new Shape(topology.nodes(), topology.away(), links);
        });
    }

    /** Between which neighbours something is told now that was not told before. */
    private static Set<Subject> hops(ManagerId manager, ManagerBelief before, ManagerBelief now) {
        Set<Subject> hops = new HashSet<>();
        changed(before, now, QkdTopology::links)
                .forEach(link -> hops.add(Subject.OfHop.between(manager, link.a(), link.z())));
        changed(before, now, QkdTopology::bookings)
                .forEach(booking -> hops.add(Subject.OfHop.between(manager, booking.a(), booking.z())));
        return hops;
    }

    private static <T> Set<T> changed(
            ManagerBelief before, ManagerBelief now, Function<QkdTopology, ? extends Collection<T>> part) {
        Set<T> old =
                new HashSet<>(before.topology().map(part).map(List::<T>copyOf).orElse(List.of()));
        Set<T> fresh =
                new HashSet<>(now.topology().map(part).map(List::<T>copyOf).orElse(List.of()));
        Set<T> changed = new HashSet<>(old);
        changed.addAll(fresh);
        changed.removeIf(one -> old.contains(one) && fresh.contains(one));
        return changed;
    }
}
