package org.openmfs.agent.netconf.device;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.key.CfId;

/**
 * What an agent is set up with on its device; the rest comes from the MFS Network Manager.
 *
 * @param data folder that the agent alone writes: journal, keys under seal, host key, password
 * @param netconf where the NETCONF server listens; port 0 takes a free one
 * @param floor the least that this device accepts of a suite; no manager can lower it
 */
public record AgentSettings(
        CfId cf,
        Path data,
        InetSocketAddress netconf,
        Peering peering,
        Optional<Kme> kme,
        Optional<Path> psk,
        List<EncDecPlace> encDecs,
        PolicyFloor floor) {
    public AgentSettings {
        encDecs = List.copyOf(encDecs);
    }

    /**
     * The Inter-MFS CF I/F.
     *
     * @param listen where peers connect to; port 0 takes a free one
     * @param certificates PEM, this CF's certificate first
     * @param key PEM, unencrypted PKCS #8, readable by its owner alone
     * @param authorities PEM, who may have issued peers' certificates
     */
    public record Peering(InetSocketAddress listen, Path certificates, Path key, Path authorities) {}

    /**
     * The KME that supplies this CF with QKD keys (ETSI GS QKD 014).
     *
     * @param sae this CF's name towards it
     */
    public record Kme(URI base, String sae, Path certificates, Path key, Path authorities) {}

    /** An Enc/Dec of the device. */
    public sealed interface EncDecPlace {
        /** The name under which configuration refers to it. */
        String name();

        /** The identity of mfs-types that says what it speaks. */
        String kind();

        /**
         * MACsec in the Linux kernel.
         *
         * @param parent interface on which protected frames travel
         * @param local secure channel identifier of this end, 16 hexadecimal digits
         * @param address with prefix length, for the protected interface
         */
        record Kernel(String name, String parent, String local, String peer, Optional<String> address)
                implements EncDecPlace {
            @Override
            public String kind() {
                return "macsec";
            }
        }

        /**
         * Its simulated twin between UDP sockets.
         *
         * @param wire own and peer's end of the wire
         * @param edge where the application sends to, and where it receives
         */
        record Simulated(String name, String local, String peer, Sockets wire, Sockets edge) implements EncDecPlace {
            @Override
            public String kind() {
                return "macsec-simulated";
            }
        }
    }

    /** Two ends of an exchange of datagrams. */
    public record Sockets(InetSocketAddress own, InetSocketAddress other) {}
}
