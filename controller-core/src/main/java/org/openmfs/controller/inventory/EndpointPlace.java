package org.openmfs.controller.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Network;

/**
 * An endpoint and where it stands.
 *
 * @param candidates where its traffic may be encrypted, best first
 */
public record EndpointPlace(Network network, Network.Node node, Network.Endpoint endpoint, List<Candidate> candidates) {
    public EndpointPlace {
        candidates = List.copyOf(candidates);
    }

    /**
     * An encryption point that may serve the endpoint.
     *
     * @param point empty when the node has no such encryption point
     * @param cf that supplies it with keys
     */
    public record Candidate(String id, Optional<Network.EncryptionPoint> point, Optional<Network.Cf> cf) {
        /** Where it gets its keys. */
        public Optional<DeviceId> device() {
            return cf.flatMap(Network.Cf::device);
        }
    }

    /** What a node's endpoints may name. */
    private record Named(Map<String, Network.EncryptionPoint> points, Map<CfId, Network.Cf> cfs) {
        Candidate candidate(String id) {
            Optional<Network.EncryptionPoint> point = Optional.ofNullable(points.get(id));
            return new Candidate(id, point, point.map(known -> cfs.get(known.cf())));
        }
    }

    /** All endpoints of a network, in order. */
    public static Stream<EndpointPlace> all(Network network) {
        return network.nodes().stream().flatMap(node -> all(network, node));
    }

    private static Stream<EndpointPlace> all(Network network, Network.Node node) {
        Named named = new Named(
                firsts(node.encryptionPoints(), Network.EncryptionPoint::id), firsts(node.cfs(), Network.Cf::id));
        return node.endpoints().stream()
                .map(endpoint -> new EndpointPlace(
                        network,
                        node,
                        endpoint,
                        endpoint.encryptionPoints().stream()
                                .map(named::candidate)
                                .toList()));
    }

    private static <K, V> Map<K, V> firsts(List<V> all, Function<V, K> key) {
        return all.stream().collect(Collectors.toMap(key, one -> one, (first, later) -> first));
    }

    /** Devices of those encryption points. */
    public Set<DeviceId> devices() {
        return candidates.stream()
                .flatMap(candidate -> candidate.device().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
