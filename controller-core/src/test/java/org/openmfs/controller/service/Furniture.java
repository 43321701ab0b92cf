package org.openmfs.controller.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;

/** What worlds of tests are made of: alice and bob at the ends of a QKD network, carol at the trusted node between. */
final class Furniture {
    /** Of alice and bob in the optical network. */
    static final Set<UUID> PORTS = Set.of(new UUID(2, 0), new UUID(2, 2));

    static final ServiceId BLUE = new ServiceId("blue");
    static final AssociationId ASSOCIATION = BLUE.leg(1);
    static final DeviceId ALICE = new DeviceId("alice");
    static final DeviceId BOB = new DeviceId("bob");
    static final DeviceId CAROL = new DeviceId("carol");
    static final ManagerId QKDN = new ManagerId("qkdn");
    static final ManagerId APNC = new ManagerId("apnc");
    static final List<UUID> NODES = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));

    static final List<String> SAES = List.of("sae-alice", "sae-bob");

    private Furniture() {}

    static Intent intent() {
        return intent(BOB, false);
    }

    static Intent intent(DeviceId peer, boolean suspended) {
        return new Intent(
                BLUE,
                new EndpointId("ep-alice"),
                new EndpointId("ep-" + peer),
                new ClassId("gold"),
                suspended,
                List.of(),
                Optional.empty());
    }

    static ProtectionClass gold() {
        KeyLife life = new KeyLife(
                Duration.ofMinutes(1), 1L << 40, Duration.ofMinutes(4), 4, KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        return new ProtectionClass(
                new ClassId("gold"),
                new Floor(2, 2, Set.of(Ground.QUANTUM_CHANNEL)),
                List.of(new MethodId("ml-kem-1024"), new MethodId("qkd-014")),
                3,
                1,
                life,
                KeyLinkLimits.NONE);
    }

    static Network network() {
        return network(List.of(node("alice", 0, false), node("bob", 2, false)));
    }

    static Network network(List<Network.Node> nodes) {
        return new Network(new NetworkId("site"), Network.Underlay.IP, Optional.empty(), nodes, List.of());
    }

    static Network.Node node(String name, int qkd, boolean wired) {
        Optional<UUID> port = wired ? Optional.of(new UUID(2, qkd)) : Optional.empty();
        return new Network.Node(
                new NodeId(name),
                List.of(new Network.Cf(
                        new CfId("cf-" + name),
                        Optional.of(new DeviceId(name)),
                        Optional.of(NODES.get(qkd)),
                        Optional.of("sae-" + name))),
                List.of(new Network.EncryptionPoint(
                        "nic", "kernel", new CfId("cf-" + name), new EncDecName("macsec0"), Optional.empty(), port)),
                List.of(new Network.Endpoint(new EndpointId("ep-" + name), "nic", Optional.empty())));
    }

    static Device device(DeviceId id) {
        return new Device(id, "127.0.0.1", 830, "SHA256:x", new Credential("mfs", "secret"), false);
    }

    static ManagedNetwork manager(ManagerId id, ManagerKind kind) {
        return new ManagedNetwork(
                id,
                kind,
                List.of(java.net.URI.create("https://127.0.0.1:1/restconf")),
                Optional.empty(),
                Access.NONE,
                Optional.empty());
    }

    static Capabilities capabilities(DeviceId id) {
        Method mlKem = Method.of(new MethodId("ml-kem-1024"), new Ground("structured-lattice"), 5, Method.Life.ALLOWED);
        Method qkd = Method.of(new MethodId("qkd-014"), Ground.QUANTUM_CHANNEL, 0, Method.Life.ALLOWED);
        return new Capabilities(
                new CfId("cf-" + id),
                "127.0.0.1",
                9000,
                Map.of(mlKem.id(), mlKem, qkd.id(), qkd),
                Map.of(new EncDecName("macsec0"), "macsec"));
    }

    static AssociationStatus status(AssociationStatus.Phase phase, String key, Instant now) {
        return new AssociationStatus(
                ASSOCIATION,
                phase,
                Optional.of(new SuiteId("ml-kem-1024+qkd-014")),
                Optional.of(new KeyId(key.repeat(32))),
                3,
                1,
                Optional.of(now),
                Optional.of(now.plusSeconds(60)),
                List.of());
    }
}
