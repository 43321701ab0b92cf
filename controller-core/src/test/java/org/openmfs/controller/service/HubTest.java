package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;

/** One hub with a thousand spokes, which the controller finds as it left them. */
final class HubTest {
    private static final int SPOKES = 1_000;
    private static final DeviceId HUB = new DeviceId("hub");
    private static final Method METHOD =
            Method.of(new MethodId("ml-kem-1024"), new Ground("structured-lattice"), 5, Method.Life.ALLOWED);

    @Test
    void a_thousand_services_are_active_again_in_one_pass_and_nothing_is_done_anew() {
        StagedWorld before = world();
        meetAll(before);
        before.services.loaded();
        askAll(before);
        before.settle();
        assertThat(before.south.configured.get(HUB)).hasSize(SPOKES);

        StagedWorld after = world();
        before.south.configured.forEach((device, what) -> after.south.configured.put(device, new HashMap<>(what)));
        askAll(after);
        after.settle();
        meetAll(after);
        after.services.loaded();
        after.settle();

        Map<ServiceId, List<Phase>> lives = after.told.stream()
                .collect(Collectors.groupingBy(
                        ServiceState::service, Collectors.mapping(ServiceState::phase, Collectors.toList())));
        assertThat(lives).hasSize(SPOKES);
        assertThat(lives.values())
                .allSatisfy(life -> assertThat(life)
                        .containsOnly(Phase.RECEIVED, Phase.ACTIVE)
                        .endsWith(Phase.ACTIVE)
                        .hasSizeLessThan(4));
        assertThat(after.south.edits).isZero();
    }

    private static StagedWorld world() {
        StagedWorld world = new StagedWorld();
        world.inventory.change(known -> known.withClass(new ClassId("silver"), Optional.of(silver()))
                .withNetwork(new NetworkId("site"), Optional.of(network())));
        devices().forEach(id -> world.inventory.configured(id, Optional.of(Furniture.device(id))));
        return world;
    }

    private static List<DeviceId> devices() {
        List<DeviceId> all = new ArrayList<>(List.of(HUB));
        IntStream.range(0, SPOKES).mapToObj(HubTest::spoke).forEach(all::add);
        return all;
    }

    private static DeviceId spoke(int number) {
        return new DeviceId("spoke-" + number);
    }

    private static void askAll(StagedWorld world) {
        for (int i = 0; i < SPOKES; i++) {
            Intent intent = new Intent(
                    new ServiceId("s" + i),
                    new EndpointId("hub-" + i),
                    new EndpointId("end-" + i),
                    new ClassId("silver"),
                    false,
                    List.of(),
                    Optional.empty());
            world.services.intentChanged(intent.service(), Optional.of(intent));
        }
    }

    /** Each tells what it can, what it is configured with and how that goes. */
    private static void meetAll(StagedWorld world) {
        for (DeviceId id : devices()) {
            world.inventory.connectionChanged(id, Connection.connected(world.now()));
            world.configurations(id);
            world.south.configured.getOrDefault(id, Map.of()).keySet().stream()
                    .map(association -> new AssociationStatus(
                            association,
                            AssociationStatus.Phase.SECURED,
                            Optional.of(new SuiteId("ml-kem-1024")),
                            Optional.of(new KeyId("a".repeat(32))),
                            3,
                            1,
                            Optional.of(world.now()),
                            Optional.of(world.now().plusSeconds(60)),
                            List.of()))
                    .forEach(status -> world.inventory.associationChanged(id, status));
            world.inventory.capabilities(id, capabilities(id));
        }
    }

    private static Capabilities capabilities(DeviceId id) {
        Map<EncDecName, String> encDecs = IntStream.range(0, id.equals(HUB) ? SPOKES : 1)
                .boxed()
                .collect(Collectors.toMap(HubTest::encDec, number -> "macsec"));
        return new Capabilities(new CfId("cf-" + id), "127.0.0.1", 9000, Map.of(METHOD.id(), METHOD), encDecs);
    }

    private static EncDecName encDec(int number) {
        return new EncDecName("macsec" + number);
    }

    private static Network network() {
        List<Network.Node> nodes = new ArrayList<>();
        nodes.add(node(
                HUB,
                IntStream.range(0, SPOKES).mapToObj(i -> point(HUB, i)).toList(),
                IntStream.range(0, SPOKES)
                        .mapToObj(i -> endpoint("hub-" + i, i))
                        .toList()));
        for (int i = 0; i < SPOKES; i++) {
            nodes.add(node(spoke(i), List.of(point(spoke(i), 0)), List.of(endpoint("end-" + i, 0))));
        }
        return new Network(new NetworkId("site"), Network.Underlay.IP, Optional.empty(), nodes, List.of());
    }

    private static Network.Node node(
            DeviceId device, List<Network.EncryptionPoint> points, List<Network.Endpoint> endpoints) {
        Network.Cf cf =
                new Network.Cf(new CfId("cf-" + device), Optional.of(device), Optional.empty(), Optional.empty());
        return new Network.Node(new NodeId(device.value()), List.of(cf), points, endpoints);
    }

    private static Network.EncryptionPoint point(DeviceId device, int number) {
        return new Network.EncryptionPoint(
                "nic" + number, "kernel", new CfId("cf-" + device), encDec(number), Optional.empty(), Optional.empty());
    }

    private static Network.Endpoint endpoint(String name, int point) {
        return new Network.Endpoint(new EndpointId(name), "nic" + point, Optional.empty());
    }

    private static ProtectionClass silver() {
        return new ProtectionClass(
                new ClassId("silver"),
                new Floor(1, 0, Set.of()),
                List.of(METHOD.id()),
                3,
                1,
                Furniture.gold().keyLife(),
                KeyLinkLimits.NONE);
    }
}
