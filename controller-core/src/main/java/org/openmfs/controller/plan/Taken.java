package org.openmfs.controller.plan;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.Trie;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.plan.Booking.Hop;
import org.openmfs.controller.plan.Booking.KeyRate;
import org.openmfs.controller.plan.Booking.Sole;

/**
 * What plans that were taken book, whether devices and managers tell of it yet or not; never changes, and another one with
 * something else in it costs what is changed. While one plan takes the place of another a service has what both need.
 */
public final class Taken {
    public static final Taken NOTHING = new Taken(Trie.empty(), Trie.empty(), Trie.empty());

    /** What was booked last is first. */
    private final Trie<ServiceId, List<Booking>> services;

    private final Trie<Sole, ServiceId> holders;
    private final Trie<Hop, Set<KeyRate>> hops;

    private Taken(
            Trie<ServiceId, List<Booking>> services, Trie<Sole, ServiceId> holders, Trie<Hop, Set<KeyRate>> hops) {
        this.services = services;
        this.holders = holders;
        this.hops = hops;
    }

    /** What a service has, what it booked last first. */
    public List<Booking> of(ServiceId service) {
        return services.find(service).orElse(List.of());
    }

    /** Whether a service has anything of what QKD links make. */
    public boolean hasKeyRate(ServiceId service) {
        return of(service).stream().anyMatch(KeyRate.class::isInstance);
    }

    Optional<ServiceId> holder(Sole thing) {
        return holders.find(thing);
    }

    /** What a leg books in a network, what it booked last first. */
    List<KeyRate> of(AssociationId association, ManagerId manager) {
        return of(association).filter(rate -> rate.manager().equals(manager)).toList();
    }

    /** Networks in which a leg books something. */
    Set<ManagerId> networksOf(AssociationId association) {
        return of(association).map(KeyRate::manager).collect(Collectors.toSet());
    }

    private Stream<KeyRate> of(AssociationId association) {
        return ServiceId.of(association).stream()
                .flatMap(service -> of(service).stream())
                .filter(KeyRate.class::isInstance)
                .map(KeyRate.class::cast)
                .filter(rate -> rate.association().equals(association));
    }

    /** What each leg books of the links between two neighbours: of two plans of one leg, the more. */
    Map<AssociationId, Long> along(ManagerId manager, QkdTopology.Link link) {
        return hops.find(Hop.between(manager, link.a(), link.z())).orElse(Set.of()).stream()
                .collect(Collectors.toMap(KeyRate::association, KeyRate::rate, Math::max));
    }

    /** Who or what keeps this plan from being carried out. */
    public Optional<Trouble> inTheWayOf(Plan plan, Inventory inventory) {
        List<Booking> needed = Booking.of(plan);
        return conflict(plan.service(), needed)
                .or(() -> needed.stream()
                        .filter(KeyRate.class::isInstance)
                        .flatMap(rate -> KeyPaths.shortage((KeyRate) rate, inventory, this).stream())
                        .findFirst());
    }

    /** Who has something of it already. */
    Optional<Trouble> conflict(ServiceId service, List<Booking> needed) {
        return needed.stream()
                .filter(Sole.class::isInstance)
                .map(Sole.class::cast)
                .flatMap(thing -> holder(thing).filter(holder -> !holder.equals(service)).map(thing::takenBy).stream())
                .min(Comparator.comparing(Trouble::text));
    }

    /** With what this plan needs beside what its service has; the same one if that is nothing new. */
    public Taken and(Plan plan) {
        List<Booking> had = of(plan.service());
        Set<Booking> both = new LinkedHashSet<>(Booking.of(plan));
        both.addAll(had);
        return replaced(plan.service(), had, List.copyOf(both));
    }

    /** Without what of a service's does not pass; the same one if all of it does. */
    public Taken only(ServiceId service, Predicate<Booking> kept) {
        List<Booking> had = of(service);
        return replaced(service, had, had.stream().filter(kept).toList());
    }

    private Taken replaced(ServiceId service, List<Booking> had, List<Booking> now) {
        if (had.equals(now)) {
            return this;
        }
        Set<Booking> gone = new HashSet<>(had);
        gone.removeAll(now);
        Set<Booking> fresh = new HashSet<>(now);
        fresh.removeAll(had);
        return new Taken(
                services.with(service, Optional.of(now).filter(some -> !some.isEmpty())),
                holders.changed(next -> {
                    gone.stream().filter(Sole.class::isInstance).forEach(next::remove);
                    fresh.stream().filter(Sole.class::isInstance).forEach(thing -> next.put((Sole) thing, service));
                }),
                hops.changed(next -> {
                    gone.stream().filter(KeyRate.class::isInstance).forEach(rate -> unbook((KeyRate) rate, next));
                    fresh.stream().filter(KeyRate.class::isInstance).forEach(rate -> book((KeyRate) rate, next));
                }));
    }

    private static void book(KeyRate rate, Map<Hop, Set<KeyRate>> next) {
        rate.hops().forEach(hop -> {
            Set<KeyRate> more = new HashSet<>(next.getOrDefault(hop, Set.of()));
            more.add(rate);
            next.put(hop, more);
        });
    }

    private static void unbook(KeyRate rate, Map<Hop, Set<KeyRate>> next) {
        rate.hops().forEach(hop -> {
            Set<KeyRate> rest = new HashSet<>(next.getOrDefault(hop, Set.of()));
            rest.remove(rate);
            if (rest.isEmpty()) {
                next.remove(hop);
            } else {
                next.put(hop, rest);
            }
        });
    }
}
