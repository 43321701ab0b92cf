package org.openmfs.testbed.topology;

import java.util.List;
import java.util.UUID;

/**
 * An all-photonic network under one APN-C.
 *
 * @param restconfPort TCP port of the APN-C, 0 for any
 * @param controlPort TCP port of the run-time control, 0 for any
 * @param setUpMillis time from accepting a service to its path being up, ms
 */
public record ApnPlan(
        int restconfPort,
        int controlPort,
        int setUpMillis,
        Access access,
        ServerCertificate certificate,
        Creation creation,
        List<Node> nodes,
        List<Link> links,
        List<Sip> sips) {

    /** How services are created. */
    public enum Way {
        /** By PUT of the service, or by POST to the connectivity context. */
        PUT,
        /** By POST alone. */
        POST,
        /** By the RPC create-connectivity-service alone. */
        RPC
    }

    /**
     * Which ways a service can be created.
     *
     * @param way what is possible
     * @param refusal HTTP status of a way that is not: 404, 405 or 501
     * @param choosesIds whether the server chooses the UUID of a service that comes by POST or RPC, whatever the client says
     */
    public record Creation(Way way, int refusal, boolean choosesIds) {}

    /** An APN-G or APN-I. */
    public record Node(String name, UUID id) {}

    /**
     * A fibre between two nodes.
     *
     * @param capacityGbps what all services over it may use together, Gbit/s
     * @param latencyMicros one-way delay, µs
     * @param risks shared risk groups it belongs to
     */
    public record Link(
            String name, UUID id, String a, String b, int capacityGbps, int latencyMicros, List<String> risks) {}

    /** A service interface point: where an APN-T is attached. */
    public record Sip(String name, UUID id, String node, int capacityGbps) {}
}
