package org.openmfs.controller.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.path.CheapestPath;
import org.openmfs.controller.path.Graph;

/** Of the paths with the fewest hops the one whose weakest link has most left; links that the service has count first. */
final class WidestKeyPath {
    private final List<UUID> nodes;
    private final Map<UUID, Integer> vertex = new HashMap<>();
    private final Map<QkdTopology.Link, Long> widths = new HashMap<>();

    /** @param usable links that have enough left, with what they have */
    WidestKeyPath(Set<UUID> nodes, Map<QkdTopology.Link, LinkRoom> usable) {
        this.nodes = nodes.stream().sorted().toList();
        this.nodes.forEach(node -> vertex.put(node, vertex.size()));
        usable.forEach((link, room) -> {
            if (vertex.containsKey(link.a()) && vertex.containsKey(link.z())) {
                widths.put(link, room.own() > 0 ? Long.MAX_VALUE : room.left());
            }
        });
    }

    /** Both ends must be nodes of the network. */
    Optional<List<UUID>> between(UUID from, UUID to) {
        Optional<List<UUID>> shortest = over(0, from, to);
        if (shortest.isEmpty()) {
            return shortest;
        }
        int hops = shortest.get().size();
        List<Long> widest = widths.values().stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (long least : widest) {
            Optional<List<UUID>> path = over(least, from, to);
            if (path.filter(wide -> wide.size() == hops).isPresent()) {
                return path;
            }
        }
        return shortest;
    }

    private Optional<List<UUID>> over(long least, UUID from, UUID to) {
        List<Graph.Arc> arcs = new ArrayList<>();
        widths.forEach((link, width) -> {
            if (width >= least) {
                arcs.add(new Graph.Arc(vertex.get(link.a()), vertex.get(link.z()), 1));
                arcs.add(new Graph.Arc(vertex.get(link.z()), vertex.get(link.a()), 1));
            }
        });
        arcs.sort(Comparator.comparingInt(Graph.Arc::tail).thenComparingInt(Graph.Arc::head));
        return CheapestPath.between(new Graph(nodes.size(), arcs), vertex.get(from), vertex.get(to))
                .map(found -> found.vertices().stream().map(nodes::get).toList());
    }
}
