package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.AssociationId;
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
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.BuiltInRoutes;
import org.openmfs.controller.plan.Planner;
import org.openmfs.controller.spi.ManagerPlugins;

/** Which of many services are looked at when something changes. */
final class OwnChangesTest {
    private static final int SERVICES = 20;
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Method METHOD =
            Method.of(new MethodId("ml-kem-1024"), new Ground("structured-lattice"), 5, Method.Life.ALLOWED);
    private static final ProtectionClass SILVER = new ProtectionClass(
            new ClassId("silver"),
            new Floor(1, 0, Set.of()),
            List.of(METHOD.id()),
            3,
            1,
            Furniture.gold().keyLife(),
            KeyLinkLimits.NONE);

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Audience heard = new Audience();
    private int looks;
    private final LiveInventory inventory = new LiveInventory(tasks::add, () -> NOON);
    private final Services services = new Services(new Surroundings(
            new Planner(new BuiltInRoutes()),
            new Provisioner(new FakeSouthbound(), new ManagerPlugins(List.of())),
            inventory,
            () -> task -> {
                looks++;
                tasks.add(task);
            },
            tasks::add,
            (delay, task) -> {},
            () -> NOON));

    @BeforeEach
    void all_services_are_active() {
        services.listen(heard);
        inventory.change(known -> known.withClass(SILVER.id(), Optional.of(SILVER)));
        inventory.change(known -> known.withNetwork(new NetworkId("net"), Optional.of(network())));
        for (int i = 0; i < 2 * SERVICES; i++) {
            inventory.configured(device(i), Optional.of(Furniture.device(device(i))));
            inventory.connectionChanged(device(i), Connection.connected(NOON));
            inventory.capabilities(device(i), can(i));
        }
        services.loaded();
        for (int i = 0; i < SERVICES; i++) {
            services.intentChanged(service(i), Optional.of(intent(i)));
        }
        settle();
        for (int i = 0; i < SERVICES; i++) {
            secured(i, 1);
        }
        settle();
        assertThat(heard.last.values())
                .hasSize(SERVICES)
                .allMatch(state ->
                        state.phase() == Phase.ACTIVE && state.reasons().isEmpty());
        looks = 0;
    }

    @Test
    void how_an_association_stands_concerns_its_service_alone() {
        secured(3, 2);
        settle();

        assertThat(heard.last.get(service(3)).keying().rekeys()).isEqualTo(2);
        assertThat(looks).isBetween(1, 2);
    }

    @Test
    void keys_concern_none() {
        KeyInformation key = new KeyInformation(
                new KeyId("c".repeat(32)),
                association(3),
                "active",
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                new KeyInformation.Times(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        inventory.keyChanged(device(6), key);
        settle();

        assertThat(looks).isZero();
    }

    @Test
    void the_session_with_a_device_concerns_the_services_at_it() {
        inventory.connectionChanged(
                device(6), new Connection(Connection.State.CONNECTING, Optional.empty(), "away", NOON));
        settle();

        assertThat(heard.last.get(service(3)).phase()).isEqualTo(Phase.DEGRADED);
        assertThat(looks).isBetween(1, 2);
    }

    @Test
    void a_class_concerns_all_of_it_and_one_that_nobody_has_concerns_none() {
        change(known -> known.withClass(new ClassId("gold"), Optional.of(Furniture.gold())));
        assertThat(looks).isZero();

        change(known -> known.withClass(SILVER.id(), Optional.empty()));
        assertThat(looks).isGreaterThanOrEqualTo(SERVICES);
        assertThat(heard.last.values()).allMatch(state -> state.phase() == Phase.DEGRADED);
    }

    @Test
    void another_network_concerns_none() {
        change(known -> known.withNetwork(new NetworkId("site"), Optional.of(Furniture.network())));
        assertThat(looks).isZero();
    }

    @Test
    void what_becomes_of_one_service_concerns_none_that_is_well() {
        services.intentChanged(service(3), Optional.empty());
        settle();

        assertThat(heard.gone).containsExactly(service(3));
        assertThat(looks).isLessThan(SERVICES);
    }

    private void change(UnaryOperator<Inventory> change) {
        inventory.change(change);
        settle();
    }

    private void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void secured(int service, long rekeys) {
        for (int end = 0; end < 2; end++) {
            inventory.associationChanged(
                    device(2 * service + end),
                    new AssociationStatus(
                            association(service),
                            AssociationStatus.Phase.SECURED,
                            Optional.empty(),
                            Optional.of(new KeyId("a".repeat(32))),
                            3,
                            rekeys,
                            Optional.empty(),
                            Optional.empty(),
                            List.of()));
        }
    }

    private static ServiceId service(int number) {
        return new ServiceId("s" + number);
    }

    private static AssociationId association(int service) {
        return new AssociationId("s" + service + "/1");
    }

    private static DeviceId device(int number) {
        return new DeviceId("d" + number);
    }

    private static Intent intent(int service) {
        return new Intent(
                service(service),
                new EndpointId("e" + 2 * service),
                new EndpointId("e" + (2 * service + 1)),
                SILVER.id(),
                false,
                List.of(),
                Optional.of(Duration.ofMinutes(1)));
    }

    private static Capabilities can(int device) {
        return new Capabilities(
                new CfId("cf" + device),
                "127.0.0.1",
                9000,
                Map.of(METHOD.id(), METHOD),
                Map.of(new EncDecName("macsec0"), "macsec"));
    }

    private static Network network() {
        List<Network.Node> nodes = new ArrayList<>();
        for (int i = 0; i < 2 * SERVICES; i++) {
            CfId cf = new CfId("cf" + i);
            nodes.add(new Network.Node(
                    new NodeId("n" + i),
                    List.of(new Network.Cf(cf, Optional.of(device(i)), Optional.empty(), Optional.empty())),
                    List.of(new Network.EncryptionPoint(
                            "nic", "kernel", cf, new EncDecName("macsec0"), Optional.empty(), Optional.empty())),
                    List.of(new Network.Endpoint(new EndpointId("e" + i), "nic", Optional.empty()))));
        }
        return new Network(new NetworkId("net"), Network.Underlay.IP, Optional.empty(), nodes, List.of());
    }
}
