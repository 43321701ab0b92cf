package org.openmfs.controller.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Kinds of managers that there are plugins for.
 *
 * @param offered what can be asked of a manager of each kind
 */
public record ManagerKinds(Map<ManagerKind, Set<Facet>> offered) {
    public ManagerKinds {
        Map<ManagerKind, Set<Facet>> copy = new TreeMap<>();
        offered.forEach((kind, facets) -> copy.put(kind, Set.copyOf(facets)));
        offered = copy;
    }

    @Override
    public Map<ManagerKind, Set<Facet>> offered() {
        return Map.copyOf(offered);
    }

    public boolean serves(ManagerKind kind) {
        return offered.containsKey(kind);
    }

    public boolean offers(ManagerKind kind, Facet facet) {
        return offersOf(kind).contains(facet);
    }

    /** Nothing of a kind that no plugin serves. */
    public Set<Facet> offersOf(ManagerKind kind) {
        return Optional.ofNullable(offered.get(kind)).orElse(Set.of());
    }

    /** The kinds that offer this, for people. */
    public String offering(Facet facet) {
        return offered.keySet().stream()
                .filter(kind -> offers(kind, facet))
                .map(ManagerKind::word)
                .collect(Collectors.joining(", "));
    }

    /** What people are told of a kind that no plugin serves. */
    public String unserved(ManagerKind kind) {
        String there =
                new TreeSet<>(offered.keySet()).stream().map(ManagerKind::word).collect(Collectors.joining(", "));
        return "no plugin serves '" + kind + "'; there are: " + there;
    }
}
