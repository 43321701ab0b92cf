package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;

/** Key rate for one service; blue has it and waits for its optical path, green lacks it and needs no optical path. */
final class AwaitedRoomTest {
    private static final ServiceId GREEN = new ServiceId("green");
    private static final ClassId TIN = new ClassId("tin");
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final StagedWorld world = new StagedWorld();

    @BeforeEach
    void two_pairs_of_sites_and_an_apn_that_takes_its_time() {
        world.furnished();
        world.wired();
        var network = Furniture.network(List.of(
                Furniture.node("alice", 0, true),
                Furniture.node("bob", 2, true),
                Furniture.node("dave", 0, false),
                Furniture.node("erin", 2, false)));
        world.inventory.change(known -> known.withNetwork(network.id(), Optional.of(network)));
        List.of(new DeviceId("dave"), new DeviceId("erin")).forEach(world::connect);
        ProtectionClass gold = Furniture.gold();
        ProtectionClass tin = new ProtectionClass(
                TIN,
                gold.floor(),
                gold.methods(),
                gold.leastCategory(),
                gold.trustedNodes(),
                gold.keyLife(),
                gold.keyLink());
        world.inventory.change(known -> known.withClass(TIN, Optional.of(tin)));
        world.inventory.topology(
                Furniture.QKDN, new QkdTopology(Set.copyOf(Furniture.NODES), List.of(link(0), link(1)), List.of()));
        world.south.lightPathsAre = LightPathState.PENDING;
        world.settle();
    }

    private static QkdTopology.Link link(int at) {
        return new QkdTopology.Link(
                new UUID(1, at),
                Furniture.NODES.get(at),
                Furniture.NODES.get(at + 1),
                8,
                0,
                Optional.of(0.01),
                Optional.empty());
    }

    private void blueWaits() {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_PENDING);
        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    private void askGreen() {
        world.services.intentChanged(
                GREEN,
                Optional.of(new Intent(
                        GREEN,
                        new EndpointId("ep-dave"),
                        new EndpointId("ep-erin"),
                        TIN,
                        false,
                        List.of(),
                        Optional.empty())));
    }

    private List<ReasonCode> greens() {
        return world.last.get(GREEN).reasons().stream().map(Reason::code).toList();
    }

    @Test
    void while_the_path_may_come_the_rate_is_blues() {
        blueWaits();
        askGreen();
        world.pass(AN_HOUR);

        assertThat(greens()).contains(ReasonCode.KEY_RATE_INSUFFICIENT);
        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_PENDING);
    }

    @Test
    void when_the_path_fails_the_rate_goes_to_who_waits_for_it() {
        blueWaits();
        askGreen();
        world.pass(AN_HOUR);
        world.lightPath(LightPathState.MISSING);
        world.pass(TEN_SECONDS);

        assertThat(world.south.links).containsKey(GREEN.leg(1));
        assertThat(world.codes()).contains(ReasonCode.KEY_RATE_INSUFFICIENT);
    }

    @Test
    void so_it_does_to_who_asked_for_it_while_blue_was_being_carried_out() {
        world.ask(Optional.of(Furniture.intent()));
        askGreen();
        world.settle();
        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_PENDING);
        world.lightPath(LightPathState.MISSING);
        world.pass(TEN_SECONDS);

        assertThat(world.south.links).containsKey(GREEN.leg(1));
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_network_that_drops_each_path_that_it_accepted_is_asked_ever_less_often() {
        world.south.lightPathAsked = path -> {
            world.lightPath(LightPathState.PENDING);
            world.inventory.afterwards(
                    () -> world.inventory.opticalPaths(Furniture.APNC, Map.of(Furniture.ASSOCIATION, gone())));
        };
        world.ask(Optional.of(Furniture.intent()));
        world.pass(Duration.ofMinutes(1));

        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_MISSING);
        assertThat(world.south.lightPathsAsked).isBetween(5, 15);
    }

    private static OpticalPathStatus gone() {
        return OpticalPathStatus.MISSING;
    }

    @Test
    void when_blue_is_deleted_the_rate_is_free_though_its_optical_network_does_not_answer() {
        blueWaits();
        askGreen();
        world.settle();
        world.south.silent.add(Furniture.APNC);
        world.ask(Optional.empty());
        world.pass(TEN_SECONDS);

        assertThat(world.south.links).containsKey(GREEN.leg(1));
        assertThat(world.blue().phase()).isEqualTo(Phase.WITHDRAWING);
    }

    @Test
    void so_it_is_when_blue_is_suspended() {
        blueWaits();
        askGreen();
        world.settle();
        world.south.silent.add(Furniture.APNC);
        world.ask(Optional.of(Furniture.intent(Furniture.BOB, true)));
        world.pass(TEN_SECONDS);

        assertThat(world.south.links).containsKey(GREEN.leg(1));
    }

    @Test
    void while_blues_key_link_may_stand_its_rate_is_not_free() {
        blueWaits();
        askGreen();
        world.settle();
        world.south.silent.add(Furniture.QKDN);
        world.ask(Optional.empty());
        world.pass(TEN_SECONDS);

        assertThat(greens()).contains(ReasonCode.KEY_RATE_INSUFFICIENT);
        world.south.silent.clear();
        world.pass(TEN_SECONDS);
        assertThat(world.south.links).containsKey(GREEN.leg(1));
    }

    @Test
    void while_blue_is_not_possible_the_rate_goes_to_another_and_its_path_is_still_waited_for() {
        blueWaits();
        world.inventory.change(known -> known.withClass(Furniture.gold().id(), Optional.empty()));
        world.settle();
        askGreen();
        world.pass(TEN_SECONDS);

        assertThat(world.south.links).containsKey(GREEN.leg(1));
        assertThat(world.south.takenDown).doesNotContain(Furniture.APNC);
        assertThat(world.south.lightPathsAsked).isEqualTo(1);
    }

    @Test
    void where_nobody_else_lacks_it_blue_keeps_its_key_link_while_it_is_not_possible() {
        blueWaits();
        world.inventory.change(known -> known.withClass(Furniture.gold().id(), Optional.empty()));
        world.pass(AN_HOUR);

        assertThat(world.south.links).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    @Test
    void a_service_that_got_its_path_without_the_rate_says_so_and_gives_the_path_back() {
        blueWaits();
        world.inventory.change(known -> known.withClass(Furniture.gold().id(), Optional.empty()));
        world.settle();
        askGreen();
        world.pass(TEN_SECONDS);
        world.inventory.change(known -> known.withClass(Furniture.gold().id(), Optional.of(Furniture.gold())));
        world.settle();
        world.lightPath(LightPathState.UP);
        world.pass(TEN_SECONDS);

        assertThat(world.codes()).contains(ReasonCode.KEY_RATE_INSUFFICIENT);
        assertThat(world.south.takenDown).contains(Furniture.APNC);
        assertThat(world.south.links).containsKey(GREEN.leg(1));
    }
}
