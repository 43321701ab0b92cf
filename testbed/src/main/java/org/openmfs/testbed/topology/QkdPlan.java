package org.openmfs.testbed.topology;

import java.util.List;
import java.util.UUID;

/**
 * A QKD network: nodes with a KME and a control interface each, quantum links between them, and the SAEs at the nodes.
 *
 * @param controlPort TCP port of the run-time control, 0 for any
 */
public record QkdPlan(
        SaeIdSource saeIdSource,
        int controlPort,
        Access access,
        KeySizes keys,
        List<Node> nodes,
        List<Link> links,
        List<Sae> saes) {

    /** Where in a certificate a KME finds the SAE's id (left open by ETSI GS QKD 014). */
    public enum SaeIdSource {
        SAN_URI,
        CN
    }

    /**
     * What a KME grants in one request (members of ETSI GS QKD 014's Status).
     *
     * @param defaultBits key size if a request names none, bits
     * @param minBits smallest key size, bits
     * @param maxBits largest key size, bits
     * @param maxPerRequest most keys in one request
     * @param maxAdditionalSaes most additional slave SAEs; 0 means no multicast
     */
    public record KeySizes(int defaultBits, int minBits, int maxBits, int maxPerRequest, int maxAdditionalSaes) {}

    /** One site: a KME and an SD-QKD node. */
    public record Node(String name, UUID id, String location, Kme kme, ControlFace control) {}

    /**
     * A key management entity.
     *
     * @param port TCP port, 0 for any
     * @param path below which {@code /api/v1/keys} is served; empty, or {@code /some/path}
     */
    public record Kme(String id, int port, String path, ServerCertificate certificate) {}

    /**
     * The face of an SD-QKD node to controllers.
     *
     * @param port TCP port, 0 for any
     */
    public record ControlFace(int port, ServerCertificate certificate) {}

    /**
     * One quantum link.
     *
     * @param rate secret key rate, bit/s
     * @param qberPercent quantum bit error rate, percent
     * @param snrDb signal-to-noise ratio, dB
     * @param attenuationDb loss of the quantum channel, dB
     * @param channel WDM channel number, 1..9999
     * @param storeBits most key bits the two ends hold, bits
     * @param initialBits key bits they hold at the start, bits
     */
    public record Link(
            String name,
            UUID id,
            String a,
            String b,
            long rate,
            double qberPercent,
            double snrDb,
            double attenuationDb,
            int channel,
            long storeBits,
            long initialBits) {}

    /** A secure application entity: a client of the KME at its node. */
    public record Sae(String name, String uri, String node) {

        /** The id under which the KMEs know it. */
        public String id(SaeIdSource source) {
            return switch (source) {
                case SAN_URI -> uri;
                case CN -> name;
            };
        }
    }
}
