package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;

/** What plans keep from others, and for how long. */
final class BookingsTest {
    private static final ServiceId GREEN = new ServiceId("green");
    private static final DeviceId DAVE = new DeviceId("dave");
    private static final DeviceId ERIN = new DeviceId("erin");
    private static final UUID OTHER = new UUID(0, 9);

    private final StagedWorld world = new StagedWorld().furnished();

    @Test
    void hops_of_a_plan_that_is_being_replaced_stay_booked_until_the_new_plan_stands() {
        standing(
                Furniture.node("alice", 0, false),
                Furniture.node("bob", 2, false),
                Furniture.node("dave", 0, false),
                Furniture.node("erin", 2, false));
        List.of(DAVE, ERIN).forEach(world::connect);
        ways(Optional.empty());
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        assertThat(world.south.links.get(Furniture.ASSOCIATION).path()).isEqualTo(Furniture.NODES);
        world.south.refusedLinks.add(Furniture.ASSOCIATION);
        ways(Optional.of(ReasonCode.LINK_DOWN));
        ways(Optional.empty());

        world.services.intentChanged(GREEN, Optional.of(green()));
        world.settle();

        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
        assertThat(world.last.get(GREEN).reasons())
                .filteredOn(reason -> reason.code().equals(ReasonCode.KEY_RATE_INSUFFICIENT))
                .extracting(Reason::text)
                .anySatisfy(text -> assertThat(text).endsWith("makes 8 bit/s, 5 booked, 5 needed"));
        world.south.refusedLinks.clear();
        world.pass(Duration.ofSeconds(20));
        assertThat(world.south.links.get(Furniture.ASSOCIATION).path()).contains(OTHER);
        assertThat(world.south.links.get(GREEN.leg(1)).path()).isEqualTo(Furniture.NODES);
    }

    @Test
    void a_port_towards_an_apn_carries_the_optical_path_of_one_service() {
        standing(
                twoAtOnePort(Furniture.node("alice", 0, true)),
                Furniture.node("bob", 2, true),
                Furniture.node("carol", 1, true));
        can(Furniture.ALICE, "macsec0", "macsec1");
        world.connect(Furniture.CAROL);
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        world.settle();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.south.lightPathsAsked).isEqualTo(1);

        Intent green = between(GREEN, "ep-alice-too", "ep-carol");
        world.services.intentChanged(GREEN, Optional.of(green));
        world.settle();

        assertThat(world.last.get(GREEN).phase()).isEqualTo(Phase.FAILED);
        assertThat(world.last.get(GREEN).reasons()).extracting(Reason::code).containsExactly(ReasonCode.CONFLICT);
        assertThat(world.last.get(GREEN).reasons().getFirst().text())
                .contains("service blue", new UUID(2, 0).toString(), "apnc");
        assertThat(world.south.lightPathsAsked).isEqualTo(1);
        world.ask(Optional.empty());
        world.settle();
        assertThat(world.last.get(GREEN).phase()).isEqualTo(Phase.PROVISIONING);
    }

    /** From the first node to the last: over the second, and over another. */
    private void ways(Optional<ReasonCode> trouble) {
        Set<UUID> nodes = new HashSet<>(Furniture.NODES);
        nodes.add(OTHER);
        List<QkdTopology.Link> links = new ArrayList<>();
        links.add(link(0, Furniture.NODES.get(0), Furniture.NODES.get(1), 9, trouble));
        links.add(link(1, Furniture.NODES.get(1), Furniture.NODES.get(2), 8, Optional.empty()));
        links.add(link(2, Furniture.NODES.get(0), OTHER, 8, Optional.empty()));
        links.add(link(3, OTHER, Furniture.NODES.get(2), 8, Optional.empty()));
        world.inventory.topology(Furniture.QKDN, new QkdTopology(nodes, links, List.of()));
        world.settle();
    }

    private static QkdTopology.Link link(int number, UUID a, UUID z, long rate, Optional<ReasonCode> trouble) {
        return new QkdTopology.Link(new UUID(1, number), a, z, rate, 0, Optional.of(0.01), trouble);
    }

    /** With another encryption point and an endpoint of its own, at the port of the first. */
    private static Network.Node twoAtOnePort(Network.Node node) {
        Network.EncryptionPoint first = node.encryptionPoints().getFirst();
        Network.EncryptionPoint second = new Network.EncryptionPoint(
                "nic-too", first.kind(), first.cf(), new EncDecName("macsec1"), Optional.empty(), first.port());
        Network.Endpoint endpoint = new Network.Endpoint(new EndpointId("ep-alice-too"), "nic-too", Optional.empty());
        return new Network.Node(
                node.id(),
                node.cfs(),
                List.of(first, second),
                List.of(node.endpoints().getFirst(), endpoint));
    }

    private void can(DeviceId device, String... encDecs) {
        Capabilities usual = Furniture.capabilities(device);
        Map<EncDecName, String> all = new java.util.HashMap<>();
        List.of(encDecs).forEach(name -> all.put(new EncDecName(name), "macsec"));
        world.inventory.capabilities(
                device, new Capabilities(usual.cf(), usual.peerHost(), usual.peerPort(), usual.methods(), all));
        world.settle();
    }

    private void standing(Network.Node... nodes) {
        Network network = Furniture.network(List.of(nodes));
        world.inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
        world.settle();
    }

    private static Intent green() {
        return between(GREEN, "ep-dave", "ep-erin");
    }

    private static Intent between(ServiceId service, String a, String z) {
        return new Intent(
                service,
                new EndpointId(a),
                new EndpointId(z),
                Furniture.intent().protectionClass(),
                false,
                List.of(),
                Optional.empty());
    }
}
