package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/** Two services whose keys come over the same QKD links, in a network that does not say who booked what. */
final class KeyRateClaimsTest {
    private static final ServiceId GREEN = new ServiceId("green");
    private static final DeviceId DAVE = new DeviceId("dave");
    private static final DeviceId ERIN = new DeviceId("erin");
    private static final List<UUID> LINKS = List.of(new UUID(1, 0), new UUID(1, 1));

    private static final String FIRST_NAMED = "QKD link " + LINKS.getFirst() + " between alice ("
            + Furniture.NODES.get(0) + ") and " + Furniture.NODES.get(1);

    private final StagedWorld world = new StagedWorld().furnished();

    @BeforeEach
    void two_more_sites_at_the_same_qkd_nodes() {
        var network = Furniture.network(List.of(
                Furniture.node("alice", 0, false),
                Furniture.node("bob", 2, false),
                Furniture.node("dave", 0, false),
                Furniture.node("erin", 2, false)));
        world.inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
        List.of(DAVE, ERIN).forEach(world::connect);
    }

    @Test
    void of_two_services_planned_in_the_same_moment_one_gets_the_last_bits() {
        makes(8, 0);
        world.services.intentChanged(Furniture.BLUE, Optional.of(Furniture.intent()));
        world.services.intentChanged(GREEN, Optional.of(green()));
        world.settle();

        assertThat(world.south.links).hasSize(1).containsKey(Furniture.ASSOCIATION);
        assertThat(world.last.get(GREEN).phase()).isEqualTo(Phase.FAILED);
        assertThat(reasons(GREEN))
                .filteredOn(reason -> reason.code().equals(ReasonCode.KEY_RATE_INSUFFICIENT))
                .extracting(Reason::text)
                .contains(FIRST_NAMED + " makes 8 bit/s, 5 booked, 5 needed");
    }

    @Test
    void many_that_lack_the_same_key_rate_do_not_wake_each_other_again_and_again() {
        int services = 100;
        makes(3, 0);
        for (int i = 0; i < services; i++) {
            Intent blue = Furniture.intent();
            Intent other = new Intent(
                    new ServiceId("s" + i),
                    blue.a(),
                    blue.z(),
                    blue.protectionClass(),
                    false,
                    List.of(),
                    Optional.empty());
            world.services.intentChanged(other.service(), Optional.of(other));
        }
        world.pass(Duration.ofMinutes(1));
        int before = world.ran();

        makes(4, 0);
        world.settle();

        assertThat(world.ran() - before).isLessThan(10 * services);
    }

    @Test
    void the_dry_run_says_the_same() {
        makes(8, 0);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        PlanOutcome outcome = world.services.plan(GREEN, Optional.of(green())).orElseThrow();

        assertThat(((PlanOutcome.Unplannable) outcome).troubles())
                .extracting(Trouble::text)
                .contains(FIRST_NAMED + " makes 8 bit/s, 5 booked, 5 needed");
    }

    @Test
    void a_service_that_found_too_little_is_served_when_the_other_leaves() {
        makes(8, 0);
        world.ask(Optional.of(Furniture.intent()));
        world.services.intentChanged(GREEN, Optional.of(green()));
        world.settle();
        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);

        world.ask(Optional.empty());
        world.settle();

        assertThat(world.south.links).containsOnlyKeys(GREEN.leg(1));
    }

    @Test
    void a_service_that_finds_too_little_in_the_moment_in_which_the_other_leaves_is_served() {
        makes(8, 0);
        world.south.stubborn.add(Furniture.ALICE);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        AtomicBoolean left = new AtomicBoolean();
        world.services.listen(new ServiceListener() {
            @Override
            public void serviceChanged(ServiceState state) {
                if (state.service().equals(GREEN) && state.phase() == Phase.FAILED && left.compareAndSet(false, true)) {
                    world.south.stubborn.clear();
                    world.ask(Optional.empty());
                    world.settle();
                }
            }

            @Override
            public void serviceGone(ServiceId service) {}
        });

        world.services.intentChanged(GREEN, Optional.of(green()));
        world.settle();

        assertThat(left).isTrue();
        assertThat(world.south.links).containsOnlyKeys(GREEN.leg(1));
    }

    @Test
    void what_others_use_of_a_link_is_left_to_them() {
        makes(10, 6);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        assertThat(reasons(Furniture.BLUE))
                .extracting(Reason::text)
                .contains(FIRST_NAMED + " makes 10 bit/s, 6 booked, 5 needed");
        makes(11, 6);
        world.settle();
        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    @Test
    void what_a_node_tells_of_a_service_is_not_counted_again() {
        makes(10, 0);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        UUID id = KeyLinkIds.of(Furniture.ASSOCIATION).virtualLink();
        tell(
                List.of(link(0, 5, 0), link(1, 5, 0)),
                List.of(
                        new QkdTopology.Booking(id, Furniture.NODES.get(0), Furniture.NODES.get(1), 5, true),
                        new QkdTopology.Booking(id, Furniture.NODES.get(1), Furniture.NODES.get(2), 5, true)));

        world.services.intentChanged(GREEN, Optional.of(green()));
        world.settle();

        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION, GREEN.leg(1));
    }

    @Test
    void applications_that_a_node_does_not_count_as_consumption_are_booked_all_the_same() {
        tell(List.of(link(0, 10, 0), link(1, 10, 0)), List.of(application(7, 0, 6)));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        assertThat(reasons(Furniture.BLUE))
                .extracting(Reason::code)
                .contains(ReasonCode.NO_KEY_PATH, ReasonCode.KEY_RATE_INSUFFICIENT);
        tell(List.of(link(0, 10, 0), link(1, 10, 0)), List.of(application(7, 0, 5)));
        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    @Test
    void applications_that_a_node_counts_as_consumption_are_not_counted_twice() {
        tell(List.of(link(0, 11, 6), link(1, 11, 6)), List.of(application(7, 0, 6), application(8, 1, 3)));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    @Test
    void an_application_whose_two_ends_tell_different_rates_is_booked_once() {
        tell(List.of(link(0, 11, 0), link(1, 11, 0)), List.of(application(7, 0, 6), application(7, 0, 5)));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    @Test
    void an_application_on_one_of_two_links_beside_each_other_leaves_the_other_free() {
        QkdTopology.Link beside = link(new UUID(1, 5), Furniture.NODES.get(0), Furniture.NODES.get(1), 10, 0);
        tell(List.of(link(0, 10, 6), beside, link(1, 10, 0)), List.of(application(7, 0, 6)));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    @Test
    void room_of_a_service_whose_device_refuses_goes_to_another() {
        makes(8, 0);
        world.south.stubborn.add(Furniture.ALICE);
        world.ask(Optional.of(Furniture.intent()));
        world.pass(Duration.ofSeconds(3));
        assertThat(world.last.get(Furniture.BLUE).phase()).isEqualTo(Phase.FAILED);

        world.services.intentChanged(GREEN, Optional.of(green()));
        world.pass(Duration.ofSeconds(10));

        assertThat(world.south.links).containsOnlyKeys(GREEN.leg(1));
        assertThat(world.south.configured.get(DAVE)).hasSize(1);
    }

    @Test
    void room_of_a_service_whose_network_refused_it_goes_to_another_that_waits() {
        makes(8, 0);
        world.south.refusedLinks.add(Furniture.ASSOCIATION);
        world.ask(Optional.of(Furniture.intent()));
        world.services.intentChanged(GREEN, Optional.of(green()));
        world.pass(Duration.ofSeconds(10));

        assertThat(world.south.links).containsOnlyKeys(GREEN.leg(1));
        assertThat(world.last.get(Furniture.BLUE).phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void room_of_a_service_that_cannot_be_planned_any_more_and_was_never_applied_goes_to_another() {
        makes(8, 0);
        world.south.stubborn.add(Furniture.ALICE);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.inventory.change(known -> known.withDevice(Furniture.ALICE, Optional.empty()));
        world.pass(Duration.ofSeconds(10));

        world.services.intentChanged(GREEN, Optional.of(green()));
        world.pass(Duration.ofSeconds(10));

        assertThat(world.south.links).containsOnlyKeys(GREEN.leg(1));
    }

    @Test
    void two_services_that_want_the_same_room_and_both_fail_keep_nobody_busy() {
        makes(8, 0);
        world.south.stubborn.addAll(Set.of(Furniture.ALICE, DAVE));
        world.ask(Optional.of(Furniture.intent()));
        world.services.intentChanged(GREEN, Optional.of(green()));
        world.pass(Duration.ofMinutes(5));
        assertThat(world.south.keyLinkTries).isLessThan(100);

        world.south.stubborn.remove(DAVE);
        world.pass(Duration.ofSeconds(20));
        assertThat(world.south.links).containsOnlyKeys(GREEN.leg(1));
    }

    @Test
    void a_service_in_use_keeps_its_room_while_it_cannot_be_planned() {
        makes(8, 0);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        world.inventory.change(known -> known.withClass(Furniture.gold().id(), Optional.empty()));
        world.settle();
        assertThat(world.last.get(Furniture.BLUE).phase()).isEqualTo(Phase.DEGRADED);
        world.inventory.change(known -> known.withClass(new ClassId("tin"), Optional.of(tin())));
        world.services.intentChanged(GREEN, Optional.of(green(new ClassId("tin"))));
        world.pass(Duration.ofSeconds(10));

        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    @Test
    void of_ways_with_as_many_hops_the_one_with_most_left_is_taken_and_kept() {
        UUID other = new UUID(0, 9);
        ways(other, 100, 200);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        List<UUID> over = List.of(Furniture.NODES.get(0), other, Furniture.NODES.get(2));
        assertThat(world.south.links.get(Furniture.ASSOCIATION).path()).isEqualTo(over);

        ways(other, 1000, 50);

        assertThat(world.south.links.get(Furniture.ASSOCIATION).path()).isEqualTo(over);
        assertThat(world.blue().plan().orElseThrow().paths().getFirst().nodes()).contains(other.toString());
        world.services.intentChanged(GREEN, Optional.of(green()));
        world.settle();
        assertThat(world.south.links.get(GREEN.leg(1)).path()).isEqualTo(Furniture.NODES);
    }

    /** Two ways from the first node to the last: over the second, and over another. */
    private void ways(UUID other, long first, long second) {
        Set<UUID> nodes = new HashSet<>(Furniture.NODES);
        nodes.add(other);
        List<QkdTopology.Link> links = new ArrayList<>(List.of(link(0, first, 0), link(1, first, 0)));
        links.add(link(new UUID(1, 2), Furniture.NODES.get(0), other, second, 0));
        links.add(link(new UUID(1, 3), other, Furniture.NODES.get(2), second, 0));
        world.inventory.topology(Furniture.QKDN, new QkdTopology(nodes, links, List.of()));
        world.settle();
    }

    private void makes(long rate, long demand) {
        tell(List.of(link(0, rate, demand), link(1, rate, demand)), List.of());
    }

    private void tell(List<QkdTopology.Link> links, List<QkdTopology.Booking> bookings) {
        world.inventory.topology(Furniture.QKDN, new QkdTopology(Set.copyOf(Furniture.NODES), links, bookings));
        world.settle();
    }

    private static QkdTopology.Link link(int at, long rate, long demand) {
        return link(LINKS.get(at), Furniture.NODES.get(at), Furniture.NODES.get(at + 1), rate, demand);
    }

    private static QkdTopology.Link link(UUID id, UUID a, UUID z, long rate, long demand) {
        return new QkdTopology.Link(id, a, z, rate, demand, Optional.of(0.01), Optional.empty());
    }

    /** Of somebody else, on the link after this node. */
    private static QkdTopology.Booking application(int number, int at, long rate) {
        return new QkdTopology.Booking(
                new UUID(9, number), Furniture.NODES.get(at), Furniture.NODES.get(at + 1), rate, false);
    }

    /** Gold by another name. */
    private static ProtectionClass tin() {
        ProtectionClass gold = Furniture.gold();
        return new ProtectionClass(
                new ClassId("tin"),
                gold.floor(),
                gold.methods(),
                gold.leastCategory(),
                gold.trustedNodes(),
                gold.keyLife(),
                gold.keyLink());
    }

    private static Intent green() {
        return green(Furniture.intent().protectionClass());
    }

    private static Intent green(ClassId protectionClass) {
        return new Intent(
                GREEN,
                new EndpointId("ep-dave"),
                new EndpointId("ep-erin"),
                protectionClass,
                false,
                List.of(),
                Optional.empty());
    }

    private List<Reason> reasons(ServiceId service) {
        return world.last.get(service).reasons();
    }
}
