package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.ConfigurationCheck.Kind;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.spi.OfferedFacets;

/** What services use of what a change takes away, by configuration and by what the controller knows. */
final class InUseTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Set<DeviceId> BOTH = Set.of(Furniture.ALICE, Furniture.BOB);
    private static final ManagedNetwork QKDN = Furniture.manager(Furniture.QKDN, ManagerKind.QKDN_015);
    private static final ManagedNetwork OTHER = Furniture.manager(Furniture.APNC, ManagerKind.QKDN_015);

    @Test
    void a_suspended_service_uses_its_devices_as_well() {
        Intent suspended = Furniture.intent(Furniture.BOB, true);

        List<Defect> defects = new InUse(List::of, () -> Inventory.EMPTY, OfferedFacets.BUILT_IN)
                .defects(world(List.of(suspended), BOTH), world(List.of(suspended), Set.of(Furniture.BOB)));

        assertThat(defects)
                .containsExactly(new Defect(
                        Kind.IN_USE,
                        "/mfs-network:devices/device[id='alice']",
                        "device alice is used by service blue"));
    }

    @Test
    void the_last_manager_of_a_kind_that_a_service_without_a_plan_needs_is_in_use() {
        ProposedConfiguration before = world(List.of(Furniture.intent()), BOTH, QKDN, OTHER);

        assertThat(defects(List.of(), before, world(List.of(Furniture.intent()), BOTH, OTHER)))
                .isEmpty();
        assertThat(defects(List.of(), before, world(List.of(Furniture.intent()), BOTH)))
                .containsExactlyInAnyOrder(
                        "manager qkdn is used by service blue", "manager apnc is used by service blue");
    }

    @Test
    void the_manager_over_which_a_plan_goes_is_in_use_though_there_is_another() {
        ProposedConfiguration before = world(List.of(Furniture.intent()), BOTH, QKDN, OTHER);
        ProposedConfiguration after = world(List.of(Furniture.intent()), BOTH, OTHER);

        assertThat(defects(List.of(state(Optional.of(Furniture.intent()))), before, after))
                .containsExactly("manager qkdn is used by service blue");
    }

    @Test
    void what_a_service_that_is_being_withdrawn_left_at_a_device_that_can_be_asked_keeps_the_device() {
        ProposedConfiguration before = world(List.of(), BOTH);
        ProposedConfiguration after = world(List.of(), Set.of(Furniture.BOB));
        List<ServiceState> withdrawing = List.of(state(Optional.empty()));

        assertThat(new InUse(() -> withdrawing, () -> inventory(true), OfferedFacets.BUILT_IN).defects(before, after))
                .extracting(Defect::text)
                .containsExactly("device alice is used by service blue, which is being withdrawn");
        assertThat(new InUse(() -> withdrawing, () -> inventory(false), OfferedFacets.BUILT_IN).defects(before, after))
                .isEmpty();
        assertThat(new InUse(List::of, () -> inventory(true), OfferedFacets.BUILT_IN).defects(before, after))
                .isEmpty();
    }

    private static List<String> defects(
            List<ServiceState> states, ProposedConfiguration before, ProposedConfiguration after) {
        return new InUse(() -> states, () -> Inventory.EMPTY, OfferedFacets.BUILT_IN)
                .defects(before, after).stream().map(Defect::text).toList();
    }

    private static ProposedConfiguration world(
            List<Intent> intents, Set<DeviceId> devices, ManagedNetwork... managers) {
        return new ProposedConfiguration(
                intents,
                List.of(Furniture.gold()),
                List.of(Furniture.network()),
                List.of(managers),
                devices,
                List.of());
    }

    private static ServiceState state(Optional<Intent> intent) {
        Network.Node alice = Furniture.node("alice", 0, false);
        Network.Node bob = Furniture.node("bob", 2, false);
        Plan plan = new Plan(
                Furniture.BLUE,
                List.of(new Leg(
                        Furniture.ASSOCIATION,
                        List.of(Suite.of(List.of(new MethodId("qkd-014")))),
                        Furniture.gold().floor(),
                        Furniture.gold().keyLife(),
                        List.of(end(Furniture.ALICE, alice), end(Furniture.BOB, bob)),
                        List.of(new PlannedPath(
                                "key",
                                PlannedPath.Purpose.KEY_EXCHANGE,
                                Network.Underlay.QKD,
                                Optional.of(Furniture.QKDN),
                                List.of(new UUID(0, 1).toString(), new UUID(0, 2).toString()),
                                1,
                                0,
                                Optional.of(new KeyRates(5, 256)))))));
        Phase phase = intent.isPresent() ? Phase.ACTIVE : Phase.WITHDRAWING;
        return new ServiceState(
                Furniture.BLUE, intent, phase, 1, 1, NOW, List.of(), Optional.of(plan), ServiceState.Keying.NONE);
    }

    private static Leg.End end(DeviceId device, Network.Node node) {
        return new Leg.End(
                device, node.cfs().getFirst(), node.encryptionPoints().getFirst(), "127.0.0.1", 9000);
    }

    private static Inventory inventory(boolean up) {
        Connection connection =
                up ? Connection.connected(NOW) : new Connection(Connection.State.CONNECTING, Optional.empty(), "", NOW);
        AssociationStatus held = Furniture.status(AssociationStatus.Phase.SECURED, "a", NOW);
        DeviceBelief belief = new DeviceBelief(
                Furniture.device(Furniture.ALICE),
                connection,
                Optional.of(Furniture.capabilities(Furniture.ALICE)),
                Map.of(held.id(), held),
                Map.of(),
                Map.of());
        return Inventory.EMPTY.withDevice(Furniture.ALICE, Optional.of(belief));
    }
}
