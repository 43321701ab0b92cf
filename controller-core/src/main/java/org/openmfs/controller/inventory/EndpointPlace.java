package org.openmfs.controller.inventory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Network;

/** An endpoint and where it stands. */
public record EndpointPlace(Network network, Network.Node node, Network.Endpoint endpoint) {
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

    /** Where its traffic may be encrypted, best first. */
    public List<Candidate> candidates() {
        return endpoint.encryptionPoints().stream().map(this::candidate).toList();
    }

    private Candidate candidate(String id) {
        Optional<Network.EncryptionPoint> point = node.encryptionPoints().stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
        Optional<Network.Cf> cf = point.flatMap(known ->
                node.cfs().stream().filter(one -> one.id().equals(known.cf())).findFirst());
        return new Candidate(id, point, cf);
    }

    /** Devices of those encryption points. */
    public Set<DeviceId> devices() {
        return candidates().stream()
                .flatMap(candidate -> candidate.device().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
