package org.openmfs.controller.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.path.CheapestPath;
import org.openmfs.controller.path.Graph;
import org.openmfs.controller.spi.RouteComputation;

/** The route computation that needs no PCE: the cheapest path over the configured links. */
public final class BuiltInRoutes implements RouteComputation {
    /** The graph of each network as it was configured last. */
    private final Map<NetworkId, Roads> known = new ConcurrentHashMap<>();

    private record Roads(Network network, List<NodeId> nodes, Map<NodeId, Integer> vertex, Graph graph) {
        static Roads of(Network network) {
            List<NodeId> nodes = network.nodes().stream().map(Network.Node::id).toList();
            Map<NodeId, Integer> vertex = new HashMap<>();
            nodes.forEach(node -> vertex.put(node, vertex.size()));
            List<Graph.Arc> arcs = new ArrayList<>();
            for (Network.Link link : network.links()) {
                if (vertex.containsKey(link.source()) && vertex.containsKey(link.destination())) {
                    arcs.add(new Graph.Arc(vertex.get(link.source()), vertex.get(link.destination()), link.cost()));
                }
            }
            return new Roads(network, nodes, vertex, new Graph(nodes.size(), arcs));
        }
    }

    @Override
    public Optional<Route> route(Network network, NodeId from, NodeId to) {
        Roads roads = known.compute(
                network.id(),
                (same, before) -> before != null && before.network().equals(network) ? before : Roads.of(network));
        Map<NodeId, Integer> vertex = roads.vertex();
        if (!vertex.containsKey(from) || !vertex.containsKey(to)) {
            return Optional.empty();
        }
        return CheapestPath.between(roads.graph(), vertex.get(from), vertex.get(to))
                .map(found -> new Route(
                        found.vertices().stream().map(roads.nodes()::get).toList(), (int) found.cost()));
    }
}
