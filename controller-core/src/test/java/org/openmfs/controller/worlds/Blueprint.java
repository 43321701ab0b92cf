package org.openmfs.controller.worlds;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openmfs.controller.model.Access;
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

/** A world as it is drawn: devices, their places, a QKD network, classes, and what is asked for. */
final class Blueprint {
    private static final List<Method> METHODS = List.of(
            Method.of(new MethodId("ml-kem-1024"), Ground.STRUCTURED_LATTICE, 5, Method.Life.ALLOWED),
            Method.of(new MethodId("hqc-256"), Ground.CODE_QUASI_CYCLIC, 5, Method.Life.ALLOWED),
            Method.of(Agents.QKD, Ground.QUANTUM_CHANNEL, 0, Method.Life.ALLOWED),
            Method.of(new MethodId("psk-hmac"), Ground.PRE_SHARED, 0, Method.Life.ALLOWED));
    private static final List<String> CLASSES = List.of("gold", "silver", "bronze");
    private static final List<String> SERVICES = List.of("s1", "s2", "s3", "s4", "s5");

    private final Chance chance;
    private final int places;
    private final List<UUID> qkdNodes;
    private final List<EndpointId> endpoints = new ArrayList<>();
    private final Map<DeviceId, Capabilities> capabilities = new LinkedHashMap<>();

    Blueprint(Chance chance) {
        this.chance = chance;
        places = chance.between(2, 8);
        qkdNodes = IntStream.rangeClosed(1, chance.between(3, 8))
                .mapToObj(at -> new UUID(0, at))
                .toList();
    }

    Configured configured() {
        List<Network.Node> nodes =
                IntStream.rangeClosed(1, places).mapToObj(this::place).toList();
        Network network = new Network(new NetworkId("site"), Network.Underlay.IP, Optional.empty(), nodes, List.of());
        Optional<ManagedNetwork> apnc =
                chance.percent(70) ? Optional.of(manager("apnc", ManagerKind.APN_TAPI)) : Optional.empty();
        Configured configured = new Configured(network, manager("qkdn", ManagerKind.QKDN_015), apnc);
        for (int at = 1; at <= places; at++) {
            Device device = device(at);
            configured.devices.put(device.id(), device);
        }
        CLASSES.forEach(name -> configured.classes.put(new ClassId(name), protectionClass(name)));
        SERVICES.subList(0, chance.between(1, SERVICES.size())).forEach(name -> {
            Intent intent = intent(new ServiceId(name));
            configured.intents.put(intent.service(), intent);
        });
        return configured;
    }

    private Network.Node place(int at) {
        String name = "d" + at;
        CfId cf = new CfId("cf-" + name);
        Optional<UUID> node = chance.percent(92) ? Optional.of(chance.one(qkdNodes.subList(0, 3))) : Optional.empty();
        List<Network.EncryptionPoint> points = new ArrayList<>();
        List<Network.Endpoint> here = new ArrayList<>();
        Map<EncDecName, String> encDecs = new LinkedHashMap<>();
        boolean wired = chance.percent(50);
        int many = chance.between(1, 2);
        for (int number = 1; number <= many; number++) {
            EncDecName encDec = new EncDecName("macsec" + number);
            Optional<UUID> port = wired ? Optional.of(new UUID(at, number)) : Optional.empty();
            String point = "nic" + number;
            points.add(new Network.EncryptionPoint(point, "kernel", cf, encDec, Optional.empty(), port));
            EndpointId endpoint = new EndpointId("e" + at + "-" + number);
            here.add(new Network.Endpoint(endpoint, pointsFrom(number, many), Optional.empty()));
            endpoints.add(endpoint);
            encDecs.put(encDec, "macsec");
        }
        Map<MethodId, Method> methods = new LinkedHashMap<>();
        chance.some(METHODS, 95).forEach(method -> methods.put(method.id(), method));
        capabilities.put(new DeviceId(name), new Capabilities(cf, "10.0.0." + at, 9000 + at, methods, encDecs));
        Network.Cf supplied = new Network.Cf(cf, Optional.of(new DeviceId(name)), node, Optional.of("sae-" + name));
        return new Network.Node(new NodeId(name), List.of(supplied), points, here);
    }

    /** Its own first, and now and then the other one too. */
    private List<String> pointsFrom(int number, int many) {
        String own = "nic" + number;
        return many > 1 && chance.percent(40) ? List.of(own, "nic" + (3 - number)) : List.of(own);
    }

    private static Device device(int at) {
        return new Device(
                new DeviceId("d" + at), "10.0.0." + at, 830, "SHA256:x", new Credential("mfs", "secret"), false);
    }

    private static ManagedNetwork manager(String name, ManagerKind kind) {
        return new ManagedNetwork(
                new ManagerId(name),
                kind,
                List.of(URI.create("https://127.0.0.1:1/restconf")),
                Optional.empty(),
                Access.NONE,
                Optional.empty());
    }

    ProtectionClass protectionClass(String name) {
        Floor floor = switch (name) {
            case "gold" -> new Floor(2, 2, Set.of(Ground.QUANTUM_CHANNEL));
            case "silver" -> new Floor(2, chance.between(1, 2), Set.of());
            default -> new Floor(1, 0, Set.of());
        };
        KeyLife life = new KeyLife(
                Duration.ofSeconds(chance.between(1, 6) * 20L),
                1L << 40,
                Duration.ofMinutes(4),
                chance.between(0, 4),
                KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        KeyLinkLimits limits = chance.percent(50)
                ? KeyLinkLimits.NONE
                : new KeyLinkLimits(Optional.of(chance.between(1, 30) * 100L), Optional.empty());
        List<MethodId> methods =
                chance.shuffled(METHODS.stream().map(Method::id).toList());
        return new ProtectionClass(new ClassId(name), floor, methods, 3, chance.between(0, 5), life, limits);
    }

    Intent intent(ServiceId service) {
        EndpointId a = chance.one(endpoints);
        EndpointId z = chance.one(endpoints);
        Optional<Duration> interval =
                chance.percent(20) ? Optional.of(Duration.ofSeconds(chance.between(5, 60))) : Optional.empty();
        return new Intent(service, a, z, new ClassId(chance.one(CLASSES)), chance.percent(5), List.of(), interval);
    }

    /** With other ends, or one other end. */
    Intent other(Intent asked) {
        Intent other = intent(asked.service());
        return chance.percent(40)
                ? other
                : new Intent(
                        asked.service(),
                        asked.a(),
                        other.z(),
                        asked.protectionClass(),
                        asked.suspended(),
                        asked.methods(),
                        asked.rekeyInterval());
    }

    ServiceId service() {
        return new ServiceId(chance.one(SERVICES));
    }

    String className() {
        return chance.one(CLASSES);
    }

    Outside outside(VirtualTime time, Story story, Configured configured) {
        Outside outside = new Outside(time, chance, story, new SimulatedQkdNetwork(qkdNodes, lines()));
        Set<DeviceId> managed = configured.network.nodes().stream()
                .flatMap(node -> node.cfs().stream())
                .filter(cf -> cf.qkdNode().isPresent())
                .flatMap(cf -> cf.device().stream())
                .collect(Collectors.toSet());
        configured.devices.forEach((id, device) ->
                outside.devices.put(id, new SimulatedDevice(device, capabilities.get(id), managed.contains(id))));
        return outside;
    }

    /** A tree, and some more. */
    private List<SimulatedQkdNetwork.Line> lines() {
        List<SimulatedQkdNetwork.Line> lines = new ArrayList<>();
        for (int at = 1; at < qkdNodes.size(); at++) {
            lines.add(line(lines.size(), qkdNodes.get(chance.between(0, at - 1)), qkdNodes.get(at)));
        }
        for (int more = chance.between(0, qkdNodes.size()); more > 0; more--) {
            UUID a = chance.one(qkdNodes);
            UUID z = chance.one(qkdNodes);
            if (!a.equals(z)) {
                lines.add(line(lines.size(), a, z));
            }
        }
        return lines;
    }

    private SimulatedQkdNetwork.Line line(int number, UUID a, UUID z) {
        return new SimulatedQkdNetwork.Line(new UUID(1, number), a, z, chance.between(5, 100) * 100L);
    }
}
