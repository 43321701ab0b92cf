package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/** Plans that were carried out by halves: networks are set up, a device did not follow. */
final class HalfAppliedTest {
    private final StagedWorld world = new StagedWorld().furnished();

    @BeforeEach
    void an_optical_path_is_needed_too() {
        world.wired();
        world.settle();
    }

    @Test
    void when_the_intent_is_deleted_the_networks_are_taken_down_even_while_a_device_refuses() {
        half();
        world.ask(Optional.empty());
        world.settle();
        assertThat(held()).isEmpty();
        assertThat(world.blue().phase()).isEqualTo(Phase.WITHDRAWING);
        world.south.refusing = Optional.empty();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.gone).contains(Furniture.BLUE);
        assertThat(world.services.states()).isEmpty();
    }

    @Test
    void when_the_service_is_suspended_the_networks_are_taken_down() {
        half();
        world.south.refusing = Optional.empty();
        world.ask(Optional.of(Furniture.intent(Furniture.BOB, true)));
        world.settle();
        assertThat(held()).isEmpty();
        assertThat(world.blue().phase()).isEqualTo(Phase.WITHDRAWN);
    }

    @Test
    void when_the_plan_becomes_impossible_the_networks_are_taken_down_and_set_up_again_when_it_is_possible() {
        half();
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.pass(Duration.ofSeconds(30));
        assertThat(held()).isEmpty();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(world.codes()).contains(ReasonCode.NO_KEY_PATH);
        world.south.refusing = Optional.empty();
        world.links(Optional.empty());
        world.pass(Duration.ofSeconds(30));
        assertThat(held()).containsOnlyKeys(Furniture.QKDN, Furniture.APNC);
        assertThat(world.south.configured.get(Furniture.BOB)).containsKey(Furniture.ASSOCIATION);
    }

    @Test
    void a_manager_that_is_away_while_networks_are_taken_down_is_asked_again_and_the_others_are_not() {
        half();
        world.south.refusing = Optional.empty();
        world.south.silent.add(Furniture.APNC);
        world.ask(Optional.empty());
        world.pass(Duration.ofSeconds(20));
        assertThat(held()).containsOnlyKeys(Furniture.APNC);
        assertThat(world.codes()).containsExactly(ReasonCode.MANAGER_UNREACHABLE);
        world.south.silent.clear();
        world.pass(Duration.ofSeconds(20));
        assertThat(held()).isEmpty();
        assertThat(world.gone).contains(Furniture.BLUE);
        assertThat(world.south.takenDown).containsOnlyOnce(Furniture.QKDN);
    }

    @Test
    void a_device_that_refuses_does_not_keep_the_other_one() {
        active();
        world.south.stubborn.add(Furniture.ALICE);
        world.ask(Optional.empty());
        world.settle();
        assertThat(world.south.configured.get(Furniture.BOB)).isEmpty();
        assertThat(world.codes()).containsExactly(ReasonCode.DEVICE_REFUSED);
    }

    @Test
    void a_device_that_is_away_does_not_keep_the_rest_of_a_deleted_service() {
        active();
        world.lose(Furniture.BOB);
        world.ask(Optional.empty());
        world.pass(Duration.ofSeconds(20));
        assertThat(held()).isEmpty();
        assertThat(world.south.configured.get(Furniture.ALICE)).isEmpty();
        assertThat(world.codes()).containsExactly(ReasonCode.DEVICE_UNREACHABLE);
        world.connect(Furniture.BOB);
        world.pass(Duration.ofSeconds(30));
        assertThat(world.south.configured.get(Furniture.BOB)).isEmpty();
        assertThat(world.gone).contains(Furniture.BLUE);
    }

    @Test
    void a_service_resumed_while_a_device_still_refuses_its_withdrawal_gets_its_networks_again() {
        active();
        world.south.refusing = Optional.of(ReasonCode.DEVICE_REFUSED);
        world.ask(Optional.of(Furniture.intent(Furniture.BOB, true)));
        world.settle();
        world.south.refusing = Optional.empty();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(held()).containsOnlyKeys(Furniture.QKDN, Furniture.APNC);
    }

    @Test
    void half_of_a_next_plan_is_undone_when_that_becomes_impossible_and_the_one_in_use_stays() {
        movedToBob();
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.pass(Duration.ofSeconds(30));
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(held()).containsOnlyKeys(Furniture.QKDN);
        assertThat(world.south.configured.get(Furniture.CAROL)).containsKey(Furniture.ASSOCIATION);
    }

    @Test
    void half_of_a_next_plan_is_finished_by_the_next_attempt_and_the_end_before_is_relieved() {
        movedToBob();
        world.south.refusing = Optional.empty();
        world.pass(Duration.ofSeconds(30));
        assertThat(held()).containsOnlyKeys(Furniture.QKDN, Furniture.APNC);
        assertThat(world.south.configured.get(Furniture.CAROL)).isEmpty();
    }

    @Test
    void an_end_that_is_dropped_while_it_is_away_does_not_degrade_the_service_that_moved_on() {
        active();
        world.connect(Furniture.CAROL);
        world.lose(Furniture.BOB);
        world.ask(Optional.of(Furniture.intent(Furniture.CAROL, false)));
        world.settle();
        world.report(Furniture.CAROL, AssociationStatus.Phase.SECURED, "a");
        world.pass(Duration.ofMinutes(1));
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(held()).containsOnlyKeys(Furniture.QKDN);
        world.connect(Furniture.BOB);
        world.settle();
        assertThat(world.south.configured.get(Furniture.BOB)).isEmpty();
    }

    @Test
    void nothing_is_set_up_while_the_same_may_be_being_taken_away_but_its_state_is_followed() {
        active();
        world.holding = true;
        world.connect(Furniture.CAROL);
        world.report(Furniture.CAROL, AssociationStatus.Phase.SECURED, "a");
        world.settle();
        world.report(AssociationStatus.Phase.BLOCKED, "a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        world.ask(Optional.of(Furniture.intent(Furniture.CAROL, false)));
        world.settle();
        assertThat(world.phases()).doesNotContain(Phase.REPLANNING);
        world.release();
        world.settle();
        assertThat(world.south.configured.get(Furniture.CAROL)).containsKey(Furniture.ASSOCIATION);
    }

    @Test
    void a_withdrawal_waits_for_what_is_being_taken_away_beside_the_plan() {
        active();
        world.holding = true;
        world.connect(Furniture.CAROL);
        world.report(Furniture.CAROL, AssociationStatus.Phase.SECURED, "a");
        world.settle();
        world.ask(Optional.empty());
        world.settle();
        assertThat(world.phases()).doesNotContain(Phase.WITHDRAWING);
        world.release();
        world.settle();
        assertThat(world.gone).contains(Furniture.BLUE);
    }

    @Test
    void what_was_removed_is_not_removed_again_while_the_inventory_does_not_know_yet() {
        active();
        int edits = world.south.edits;
        world.holding = true;
        world.ask(Optional.empty());
        world.settle();
        world.release();
        world.late = true;
        world.settle();
        world.release();
        world.settle();
        assertThat(world.gone).contains(Furniture.BLUE);
        assertThat(world.south.edits).isEqualTo(edits + 1);
    }

    @Test
    void a_suspended_service_stays_withdrawn_when_a_device_says_late_that_it_gives_the_association_up() {
        active();
        world.ask(Optional.of(Furniture.intent(Furniture.BOB, true)));
        world.settle();
        world.told.clear();
        world.report(AssociationStatus.Phase.WITHDRAWING, "a");
        world.settle();
        assertThat(world.told).isEmpty();
    }

    @Test
    void a_service_that_never_had_a_key_has_failed_and_is_not_degraded_when_its_plan_becomes_impossible() {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void what_an_earlier_run_set_up_by_halves_is_undone_when_both_devices_said_that_they_have_nothing()
            throws SouthboundFailure {
        StagedWorld restarted = earlierHalf();
        restarted.onboard(Furniture.ALICE);
        restarted.onboard(Furniture.BOB);
        restarted.pass(Duration.ofMinutes(1));
        assertThat(restarted.south.takenDown).isEmpty();
        restarted.connect(Furniture.ALICE);
        restarted.connect(Furniture.BOB);
        restarted.settle();
        assertThat(restarted.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(restarted.south.takenDown).containsExactly(Furniture.QKDN);
    }

    @Test
    void what_an_earlier_run_set_up_is_left_alone_while_a_device_has_the_association() throws SouthboundFailure {
        StagedWorld restarted = earlierHalf();
        restarted.connect(Furniture.ALICE);
        restarted.onboard(Furniture.BOB);
        restarted.report(Furniture.BOB, AssociationStatus.Phase.NEGOTIATING, "a");
        restarted.connect(Furniture.BOB);
        restarted.pass(Duration.ofMinutes(1));
        assertThat(restarted.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(restarted.south.takenDown).isEmpty();
    }

    private static StagedWorld earlierHalf() throws SouthboundFailure {
        StagedWorld restarted = new StagedWorld();
        restarted.south.serve(Furniture.QKDN, Furniture.ASSOCIATION);
        restarted.ask(Optional.of(Furniture.intent()));
        restarted.configured();
        restarted.meet(Furniture.QKDN, ManagerKind.QKDN_015);
        restarted.links(Optional.of(ReasonCode.LINK_DOWN));
        restarted.services.loaded();
        return restarted.settle();
    }

    private void half() {
        world.south.refusing = Optional.of(ReasonCode.DEVICE_REFUSED);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(held()).containsOnlyKeys(Furniture.QKDN, Furniture.APNC);
    }

    private void active() {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    /** In use between alice and carol; the optical path of the next plan stands, its devices refused. */
    private void movedToBob() {
        world.connect(Furniture.CAROL);
        world.ask(Optional.of(Furniture.intent(Furniture.CAROL, false)));
        world.report(Furniture.ALICE, AssociationStatus.Phase.SECURED, "a");
        world.report(Furniture.CAROL, AssociationStatus.Phase.SECURED, "a");
        world.settle();
        assertThat(held()).containsOnlyKeys(Furniture.QKDN);
        world.south.refusing = Optional.of(ReasonCode.DEVICE_REFUSED);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(held()).containsOnlyKeys(Furniture.QKDN, Furniture.APNC);
    }

    private Map<ManagerId, Set<?>> held() {
        return world.south.served.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
