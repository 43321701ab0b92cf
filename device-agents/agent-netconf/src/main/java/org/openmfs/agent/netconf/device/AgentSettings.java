package org.openmfs.agent.netconf.device;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.encdecs.macsec.MacsecEnds;
import org.openmfs.agent.encdecs.macsec.ReplayProtection;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.methods.psk.TokenPlace;
import org.openmfs.agent.methods.qkd014.KmeIdentity;
import org.openmfs.agent.module.ModuleJars;

/**
 * What an agent is set up with on its device; the rest comes from the MFS Network Manager.
 *
 * @param data folder that the agent alone writes: journal, keys under seal, host key, password
 * @param seals folder of what opens and dates the journal, so that a copy of {@code data} does not hold both
 * @param netconf where the NETCONF server listens, and where managers call it
 * @param modules jars of other makers
 * @param floor the least that this device accepts of a suite; no manager can lower it
 */
public record AgentSettings(
        CfId cf,
        Path data,
        Path seals,
        Listening netconf,
        Peering peering,
        Optional<Kme> kme,
        Optional<PskPlace> psk,
        List<ModuleJars.Named> modules,
        List<EncDecPlace> encDecs,
        PolicyFloor floor) {
    public AgentSettings {
        modules = List.copyOf(modules);
        encDecs = List.copyOf(encDecs);
    }

    /**
     * The Inter-MFS CF I/F.
     *
     * @param place where it listens, and where peers call it
     * @param revocationLists which certificates the authorities revoked
     */
    public record Peering(Listening place, Credentials credentials, Optional<Path> revocationLists) {}

    /**
     * The KME that supplies this CF with QKD keys (ETSI GS QKD 014).
     *
     * @param sae this CF's name towards it
     * @param name what its certificate must carry
     */
    public record Kme(URI base, String sae, KmeIdentity name, Credentials credentials) {}

    /** Where this CF's pre-shared keys lie. */
    public sealed interface PskPlace {
        /** In a file of their owner alone. */
        record InFile(Path file) implements PskPlace {}

        /** On a PKCS #11 token, which they never leave. */
        record OnToken(TokenPlace token) implements PskPlace {}
    }

    /** An Enc/Dec of the device. */
    public sealed interface EncDecPlace {
        /** The name under which configuration refers to it. */
        String name();

        /** What it speaks, by a word of YANG type {@code enc-dec-kind} of module mfs-types. */
        String kind();

        /**
         * MACsec in the Linux kernel.
         *
         * @param parent interface on which protected frames travel
         * @param address with prefix length, for the protected interface
         */
        record Kernel(String name, String parent, MacsecEnds ends, Optional<String> address, ReplayProtection replay)
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
        record Simulated(String name, MacsecEnds ends, Sockets wire, Sockets edge, ReplayProtection replay)
                implements EncDecPlace {
            @Override
            public String kind() {
                return "macsec-simulated";
            }
        }

        /**
         * One that a module makes.
         *
         * @param settings for the module
         */
        record OfModule(String name, String kind, Map<String, String> settings) implements EncDecPlace {
            public OfModule {
                settings = Map.copyOf(settings);
            }
        }
    }

    /** Two ends of an exchange of datagrams. */
    public record Sockets(InetSocketAddress own, InetSocketAddress other) {}
}
