package org.openmfs.controller.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A network in which endpoints are protected (RFC 8345 with YANG module mfs-network). */
public record Network(
        NetworkId id, Underlay underlay, Optional<ManagerId> manager, List<Node> nodes, List<Link> links) {
    /** What kind of network it is. */
    public enum Underlay {
        APN,
        QKD,
        IP
    }

    /** A node and what stands at it. */
    public record Node(NodeId id, List<Cf> cfs, List<EncryptionPoint> encryptionPoints, List<Endpoint> endpoints) {
        public Node {
            cfs = List.copyOf(cfs);
            encryptionPoints = List.copyOf(encryptionPoints);
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * An MFS CF at a node.
     *
     * @param qkdNode the QKD node whose KME supplies it (ETSI GS QKD 015, qkdn_id)
     * @param sae its name towards that KME (ETSI GS QKD 014, SAE ID)
     */
    public record Cf(CfId id, Optional<DeviceId> device, Optional<UUID> qkdNode, Optional<String> sae) {}

    /**
     * Where traffic of endpoints is encrypted (MFS 2.2).
     *
     * @param kind identity of mfs-types derived from encryption-point-kind
     * @param offload how much of the endpoint's work it takes over; empty where the endpoint encrypts by itself
     * @param port its port towards the APN (TAPI service-interface-point)
     */
    public record EncryptionPoint(
            String id, String kind, CfId cf, EncDecName encDec, Optional<Offload> offload, Optional<UUID> port) {}

    /** What an offload destination does for an endpoint (MFS 2.2), whether or not there is a near-endpoint. */
    public enum Offload {
        /** Encodes and decodes; encrypted communication ends in the endpoint. */
        COPROCESSOR,
        /** Encrypted communication ends there. */
        TERMINATING
    }

    /**
     * Where protected data are generated, processed or consumed (MFS 2.2).
     *
     * @param encryptionPoints at its node, where its traffic may be encrypted, best first; at least one
     */
    public record Endpoint(EndpointId id, List<String> encryptionPoints, Optional<NearEndpoint> near) {
        public Endpoint {
            encryptionPoints = List.copyOf(encryptionPoints);
            if (encryptionPoints.isEmpty()) {
                throw new IllegalArgumentException("endpoint " + id + " is joined to no encryption point");
            }
        }

        /** One without an alternative. */
        public Endpoint(EndpointId id, String encryptionPoint, Optional<NearEndpoint> near) {
            this(id, List.of(encryptionPoint), near);
        }
    }

    /** The process or device, separate from the endpoint, that acts for it (MFS 2.2). */
    public record NearEndpoint(String owner, boolean thirdParty, String environment) {}

    /**
     * A link, one way.
     *
     * @param cost what a path pays for it, 1..16777215
     */
    public record Link(String id, NodeId source, NodeId destination, int cost, Set<String> riskGroups) {
        public Link {
            riskGroups = Set.copyOf(riskGroups);
        }
    }

    public Network {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }
}
