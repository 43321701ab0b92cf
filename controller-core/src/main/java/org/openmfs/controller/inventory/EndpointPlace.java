package org.openmfs.controller.inventory;

import java.util.Optional;
import org.openmfs.controller.model.Network;

/** An endpoint and where it stands. */
public record EndpointPlace(Network network, Network.Node node, Network.Endpoint endpoint) {
    /** Where its traffic is encrypted; empty when the node has no such encryption point. */
    public Optional<Network.EncryptionPoint> encryptionPoint() {
        return node.encryptionPoints().stream()
                .filter(point -> point.id().equals(endpoint.encryptionPoint()))
                .findFirst();
    }

    /** The CF that supplies that encryption point with keys. */
    public Optional<Network.Cf> cf() {
        return encryptionPoint()
                .flatMap(point -> node.cfs().stream()
                        .filter(cf -> cf.id().equals(point.cf()))
                        .findFirst());
    }
}
