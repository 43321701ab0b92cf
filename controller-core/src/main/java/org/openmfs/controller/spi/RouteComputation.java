package org.openmfs.controller.spi;

import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NodeId;

/**
 * The External network manager I/F towards a PCE (MFS 4.3.2): who computes a route through a network. The built-in
 * computation stands behind it; a PCE may.
 */
public interface RouteComputation {
    /** The cheapest route, both ends included; empty when there is none. */
    Optional<Route> route(Network network, NodeId from, NodeId to);

    /** A route and what it costs. */
    record Route(List<NodeId> nodes, int cost) {
        public Route {
            nodes = List.copyOf(nodes);
        }
    }
}
