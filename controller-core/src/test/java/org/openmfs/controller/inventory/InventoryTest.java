package org.openmfs.controller.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.NetworkId;
import org.openmfs.controller.model.NodeId;

/** What an inventory finds, and what it tells of itself. */
final class InventoryTest {
    private static final DeviceId ALICE = new DeviceId("alice");
    private static final DeviceId BOB = new DeviceId("bob");
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final EndpointId DESK = new EndpointId("desk");

    private static AssociationStatus status(AssociationStatus.Phase phase) {
        return new AssociationStatus(
                BLUE, phase, Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), List.of());
    }

    private static DeviceBelief device(DeviceId id, AssociationStatus... associations) {
        return new DeviceBelief(
                new Device(id, "127.0.0.1", 830, "SHA256:x", new Credential("mfs", "secret"), false),
                Connection.connected(Instant.EPOCH),
                Optional.empty(),
                Stream.of(associations).collect(Collectors.toMap(AssociationStatus::id, status -> status)),
                Map.of(),
                Map.of());
    }

    private static Network network(String id, DeviceId device, EndpointId... endpoints) {
        return new Network(
                new NetworkId(id),
                Network.Underlay.IP,
                Optional.empty(),
                List.of(new Network.Node(
                        new NodeId("node"),
                        List.of(new Network.Cf(
                                new CfId("cf"), Optional.of(device), Optional.empty(), Optional.empty())),
                        List.of(new Network.EncryptionPoint(
                                "nic",
                                "kernel",
                                new CfId("cf"),
                                new EncDecName("macsec0"),
                                Optional.empty(),
                                Optional.empty())),
                        Stream.of(endpoints)
                                .map(endpoint -> new Network.Endpoint(endpoint, "nic", Optional.empty()))
                                .toList())),
                List.of());
    }

    private static Inventory with(Inventory before, DeviceBelief device) {
        return before.withDevice(device.settings().id(), Optional.of(device));
    }

    private static Inventory with(Inventory before, Network network) {
        return before.withNetwork(network.id(), Optional.of(network));
    }

    @Test
    void who_holds_an_association_is_found_and_who_gives_it_up_holds_it_no_more() {
        AssociationStatus secured = status(AssociationStatus.Phase.SECURED);
        Inventory both = with(with(Inventory.EMPTY, device(BOB, secured)), device(ALICE, secured));
        assertThat(both.holders(BLUE).keySet()).containsExactly(ALICE, BOB);

        Inventory one = with(both, device(ALICE, status(AssociationStatus.Phase.WITHDRAWING)));
        assertThat(one.holders(BLUE)).isEqualTo(Map.of(BOB, secured));
        assertThat(one.withDevice(BOB, Optional.empty()).holders(BLUE)).isEmpty();
        assertThat(both.holders(BLUE)).hasSize(2);
    }

    @Test
    void an_endpoint_is_found_where_it_stands_and_at_the_device_that_supplies_it() {
        Inventory known = with(Inventory.EMPTY, network("site", ALICE, DESK));
        assertThat(known.endpoint(DESK).orElseThrow().devices()).isNotEmpty();
        assertThat(known.endpointsAt(ALICE)).containsExactly(DESK);

        Inventory moved = with(known, network("site", BOB, DESK));
        assertThat(moved.endpointsAt(ALICE)).isEmpty();
        assertThat(moved.endpointsAt(BOB)).containsExactly(DESK);
        assertThat(with(moved, network("site", BOB)).endpoint(DESK)).isEmpty();
        assertThat(with(moved, network("site", BOB)).endpointsAt(BOB)).isEmpty();
    }

    @Test
    void of_two_networks_with_one_endpoint_the_other_has_it_when_the_first_is_gone() {
        Inventory two = with(with(Inventory.EMPTY, network("one", ALICE, DESK)), network("two", BOB, DESK));
        assertThat(two.endpoint(DESK).map(place -> place.network().id())).contains(new NetworkId("one"));

        Inventory second = two.withNetwork(new NetworkId("one"), Optional.empty());
        assertThat(second.endpoint(DESK).map(place -> place.network().id())).contains(new NetworkId("two"));
        assertThat(second.endpointsAt(ALICE)).isEmpty();
        assertThat(second.endpointsAt(BOB)).containsExactly(DESK);
    }

    @Test
    void it_tells_in_what_it_differs_and_nothing_where_it_does_not() {
        DeviceBelief first = device(ALICE);
        DeviceBelief second = device(ALICE, status(AssociationStatus.Phase.IDLE));
        Inventory settled = with(Inventory.EMPTY, first).settled();
        assertThat(settled.changes()).isEmpty();
        assertThat(with(settled, device(ALICE))).isSameAs(settled);

        assertThat(with(settled, second).withDevice(BOB, Optional.empty()).changes())
                .containsExactly(new Change.OfDevice(ALICE, Optional.of(first), Optional.of(second)));
    }

    @Test
    void what_there_is_can_be_listed_in_any_way() {
        Inventory two = with(with(Inventory.EMPTY, device(BOB)), device(ALICE));
        assertThat(two.devices().keySet().stream().sorted().toList()).containsExactly(ALICE, BOB);
        assertThat(two.devices().values().stream().map(DeviceBelief::settings).toList())
                .hasSize(2);
        assertThat(two.devices().entrySet().stream().toList()).hasSize(2);
        assertThat(two.devices()).containsOnlyKeys(ALICE, BOB).hasSize(2);
        assertThat(two.managers()).isEmpty();
    }
}
