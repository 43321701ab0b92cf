package org.openmfs.controller.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.inventory.EndpointPlace;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;

/** Where endpoints stand in a configuration, and which nodes its networks have. */
public record Places(Map<EndpointId, EndpointPlace> endpoints, Map<NetworkId, Map<NodeId, Network.Node>> nodes) {
    public static Places of(ProposedConfiguration configuration) {
        Map<EndpointId, EndpointPlace> endpoints = new HashMap<>();
        Map<NetworkId, Map<NodeId, Network.Node>> nodes = new HashMap<>();
        for (Network network : configuration.networks()) {
            Map<NodeId, Network.Node> here = new HashMap<>();
            for (Network.Node node : network.nodes()) {
                here.put(node.id(), node);
            }
            EndpointPlace.all(network)
                    .forEach(place -> endpoints.put(place.endpoint().id(), place));
            nodes.put(network.id(), here);
        }
        return new Places(endpoints, nodes);
    }

    public Optional<EndpointPlace> endpoint(EndpointId id) {
        return Optional.ofNullable(endpoints.get(id));
    }

    /** The node of the same name in the network of the same name. */
    public Optional<Network.Node> node(Network network, Network.Node node) {
        return Optional.ofNullable(nodes.getOrDefault(network.id(), Map.of()).get(node.id()));
    }
}
