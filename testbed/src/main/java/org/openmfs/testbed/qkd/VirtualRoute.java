package org.openmfs.testbed.qkd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The path of a virtual link, as the entries in all its nodes together describe it: each node names its neighbours
 * (virt_prev_hop, virt_next_hop) and neighbours name each other. Forks (multicast) are not supported.
 */
final class VirtualRoute {
    private VirtualRoute() {}

    /** The nodes from one end to the other; empty while any node's entry is missing, disabled or says otherwise. */
    static List<UUID> resolve(UUID link, Map<UUID, NodeConfig> configs) {
        Map<UUID, Set<UUID>> neighbours = new LinkedHashMap<>();
        configs.forEach((node, config) -> config.link(link)
                .filter(entry -> entry.virtual() && entry.enabled())
                .ifPresent(entry -> neighbours.put(node, entry.neighbours())));
        List<UUID> ends = neighbours.keySet().stream()
                .filter(node -> neighbours.get(node).size() == 1)
                .collect(Collectors.toList());
        if (ends.size() != 2) {
            return List.of();
        }
        List<UUID> route = walk(ends.getFirst(), neighbours);
        return route.size() == neighbours.size() && route.getLast().equals(ends.getLast()) ? route : List.of();
    }

    private static List<UUID> walk(UUID start, Map<UUID, Set<UUID>> neighbours) {
        List<UUID> route = new ArrayList<>(List.of(start));
        while (true) {
            UUID here = route.getLast();
            List<UUID> onward = neighbours.get(here).stream()
                    .filter(next -> !route.contains(next))
                    .filter(next -> neighbours.getOrDefault(next, Set.of()).contains(here))
                    .toList();
            if (onward.size() != 1) {
                return route;
            }
            route.add(onward.getFirst());
        }
    }
}
