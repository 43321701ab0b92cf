package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;

/** Encryption points that stand in for the first one of an endpoint. At alice's node there are two Enc/Decs, and carol's. */
final class AlternativeTest {
    private static final ServiceId AMBER = new ServiceId("amber");

    private final StagedWorld world = new StagedWorld().furnished();

    @BeforeEach
    void a_node_with_three_encryption_points() {
        standing(List.of("nic", "nic-too", "nic-carol"), "nic");
        can(Furniture.ALICE, "macsec0", "macsec1");
        world.connect(Furniture.CAROL);
        world.settle();
    }

    @Test
    void the_first_is_taken_as_long_as_it_can_serve() {
        ask(Furniture.intent());

        assertThat(pointOfBlue()).isEqualTo("nic");
    }

    @Test
    void where_another_service_uses_the_first_the_next_stands_in() {
        ask(between(AMBER, "ep-other", "ep-dave"));

        ask(Furniture.intent());

        assertThat(pointOfBlue()).isEqualTo("nic-too");
        assertThat(world.south
                        .configured
                        .get(Furniture.ALICE)
                        .get(Furniture.ASSOCIATION)
                        .encDec())
                .isEqualTo(new EncDecName("macsec1"));
    }

    @Test
    void where_its_device_lacks_the_first_the_next_stands_in() {
        can(Furniture.ALICE, "macsec1");

        ask(Furniture.intent());

        assertThat(pointOfBlue()).isEqualTo("nic-too");
    }

    @Test
    void where_a_device_was_never_onboarded_another_one_stands_in_and_the_service_moves_when_it_is_released() {
        ask(Furniture.intent());
        assertThat(pointOfBlue()).isEqualTo("nic");

        world.inventory.configured(Furniture.ALICE, Optional.empty());
        world.pass(Duration.ofSeconds(20));

        assertThat(pointOfBlue()).isEqualTo("nic-carol");
        assertThat(world.south.configured.get(Furniture.CAROL)).containsOnlyKeys(Furniture.ASSOCIATION);
        assertThat(world.south
                        .configured
                        .get(Furniture.BOB)
                        .get(Furniture.ASSOCIATION)
                        .peer()
                        .cf())
                .isEqualTo(new CfId("cf-carol"));
    }

    @Test
    void the_alternatives_of_the_second_end_are_tried_before_those_of_the_first() {
        standing(List.of("nic", "nic-too"), "nic", "nic-too");
        can(Furniture.BOB, "macsec1");

        ask(Furniture.intent());

        assertThat(points(Furniture.BLUE)).containsExactly("nic", "nic-too");
    }

    @Test
    void a_device_that_is_away_is_no_reason_to_move() {
        ask(Furniture.intent());
        world.lose(Furniture.ALICE);
        world.pass(Duration.ofMinutes(2));
        assertThat(pointOfBlue()).isEqualTo("nic");

        StagedWorld fresh = new StagedWorld();
        fresh.known(Furniture.ALICE);
        fresh.connect(Furniture.CAROL);
        fresh.furnishedBut(Furniture.ALICE, network(List.of("nic", "nic-carol"), "nic"));
        fresh.ask(Optional.of(Furniture.intent()));
        fresh.pass(Duration.ofMinutes(2));
        assertThat(fresh.south.configured).doesNotContainKey(Furniture.CAROL);
        assertThat(fresh.codes()).containsExactly(ReasonCode.DEVICE_UNREACHABLE);
    }

    @Test
    void a_service_stays_where_it_stands_until_it_is_asked_for_anew() {
        ask(between(AMBER, "ep-other", "ep-dave"));
        ask(Furniture.intent());
        tell("macsec1");
        world.services.intentChanged(AMBER, Optional.empty());
        world.pass(Duration.ofMinutes(2));
        assertThat(world.gone).contains(AMBER);
        assertThat(pointOfBlue()).isEqualTo("nic-too");
        assertThat(world.south.edits).isEqualTo(3);

        ask(Furniture.intent(Furniture.BOB, true));
        world.inventory.associations(Furniture.ALICE, List.of());
        world.settle();
        ask(Furniture.intent());

        assertThat(pointOfBlue()).isEqualTo("nic");
    }

    @Test
    void after_a_restart_it_stays_where_its_device_has_it() {
        StagedWorld after = new StagedWorld();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(after::onboard);
        after.south.configured.putAll(servedBefore());
        after.configurations(Furniture.ALICE);
        after.configurations(Furniture.BOB);
        after.secured("a");
        after.ask(Optional.of(Furniture.intent()));
        after.furnishedBut(Furniture.ALICE, network(List.of("nic", "nic-too"), "nic"));
        after.inventory.capabilities(Furniture.ALICE, capabilities(Furniture.ALICE, "macsec0", "macsec1"));
        after.settle();

        assertThat(points(after, Furniture.BLUE)).containsExactly("nic-too", "nic");
        assertThat(after.south.edits).isZero();
    }

    private Map<
                    DeviceId,
                    Map<
                            org.openmfs.controller.model.AssociationId,
                            org.openmfs.controller.model.AssociationConfiguration>>
            servedBefore() {
        ask(between(AMBER, "ep-other", "ep-dave"));
        ask(Furniture.intent());
        assertThat(pointOfBlue()).isEqualTo("nic-too");
        world.services.intentChanged(AMBER, Optional.empty());
        world.settle();
        return world.south.configured;
    }

    @Test
    void where_none_can_serve_each_that_was_tried_is_named() {
        standing(List.of("nic", "nic-too", "nic-gone"), "nic");
        can(Furniture.ALICE, "macsec1");
        ask(between(AMBER, "ep-too", "ep-dave"));

        PlanOutcome outcome = world.services
                .plan(Furniture.BLUE, Optional.of(Furniture.intent()))
                .orElseThrow();

        assertThat(((PlanOutcome.Unplannable) outcome).troubles())
                .extracting(trouble -> trouble.code() + ": " + trouble.text())
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).startsWith("device-unsupported: encryption point nic of ep-alice: "),
                        text -> assertThat(text)
                                .startsWith("no-encryption-point: encryption point nic-gone of ep-alice"),
                        text -> assertThat(text)
                                .startsWith(
                                        "conflict: encryption point nic-too of ep-alice with encryption point nic of"
                                                + " ep-bob: service amber uses macsec1"));
        ask(Furniture.intent());
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(world.blue().reasons()).extracting(Reason::code).hasSize(3);
    }

    /** The devices have what they were told, at this Enc/Dec of alice's. */
    private void tell(String encDec) {
        world.configurations(Furniture.ALICE);
        world.configurations(Furniture.BOB);
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.south
                        .configured
                        .get(Furniture.ALICE)
                        .get(Furniture.ASSOCIATION)
                        .encDec())
                .isEqualTo(new EncDecName(encDec));
    }

    private String pointOfBlue() {
        return points(Furniture.BLUE).getFirst();
    }

    private List<String> points(ServiceId service) {
        return points(world, service);
    }

    private static List<String> points(StagedWorld world, ServiceId service) {
        Plan plan = world.last.get(service).plan().orElseThrow();
        return plan.ends().map(Leg.End::point).map(Network.EncryptionPoint::id).toList();
    }

    private void ask(Intent intent) {
        world.services.intentChanged(intent.service(), Optional.of(intent));
        world.settle();
    }

    private void standing(List<String> alice, String... bob) {
        Network network = network(alice, bob);
        world.inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
        world.connect(new DeviceId("dave"));
        world.settle();
    }

    private static Network network(List<String> alice, String... bob) {
        return Furniture.network(
                List.of(node("alice", 0, alice), node("bob", 2, List.of(bob)), Furniture.node("dave", 2, false)));
    }

    /** With carol's CF and three encryption points, and beside its own endpoint one at each of the first two alone. */
    private static Network.Node node(String name, int qkd, List<String> points) {
        Network.Node usual = Furniture.node(name, qkd, false);
        List<Network.Cf> cfs = new ArrayList<>(usual.cfs());
        cfs.addAll(Furniture.node("carol", qkd, false).cfs());
        CfId own = usual.cfs().getFirst().id();
        return new Network.Node(
                usual.id(),
                cfs,
                List.of(point("nic", own, 0), point("nic-too", own, 1), point("nic-carol", new CfId("cf-carol"), 0)),
                name.equals("alice")
                        ? List.of(
                                endpoint("ep-alice", points),
                                endpoint("ep-other", List.of("nic")),
                                endpoint("ep-too", List.of("nic-too")))
                        : List.of(endpoint("ep-" + name, points)));
    }

    private static Network.EncryptionPoint point(String id, CfId cf, int number) {
        return new Network.EncryptionPoint(
                id, "kernel", cf, new EncDecName("macsec" + number), Optional.empty(), Optional.empty());
    }

    private static Network.Endpoint endpoint(String id, List<String> points) {
        return new Network.Endpoint(new EndpointId(id), points, Optional.empty());
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

    private void can(DeviceId device, String... encDecs) {
        world.inventory.capabilities(device, capabilities(device, encDecs));
        world.settle();
    }

    private static Capabilities capabilities(DeviceId device, String... encDecs) {
        Capabilities usual = Furniture.capabilities(device);
        Map<EncDecName, String> all = new HashMap<>();
        List.of(encDecs).forEach(name -> all.put(new EncDecName(name), "macsec"));
        return new Capabilities(usual.cf(), usual.peerHost(), usual.peerPort(), usual.methods(), all);
    }
}
