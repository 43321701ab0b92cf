package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/** A controller that was just started, among devices and managers that served the service before. */
final class RestartTest {
    private static final KeyId KEY = new KeyId("a".repeat(32));

    private final StagedWorld world = new StagedWorld();

    @Test
    void while_its_plan_cannot_be_made_a_service_whose_devices_hold_a_key_is_degraded_and_never_failed() {
        restarted(Optional.of(ReasonCode.LINK_DOWN), Furniture.ALICE, Furniture.BOB);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.codes()).contains(ReasonCode.NO_KEY_PATH, ReasonCode.LINK_DOWN);
        assertThat(world.blue().keying().key()).contains(KEY);
        assertThat(world.phases()).containsExactly(Phase.RECEIVED, Phase.DEGRADED);
        world.links(Optional.empty());
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void a_service_in_use_is_received_and_then_active_with_nothing_between() {
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB);
        assertThat(world.phases()).containsExactly(Phase.RECEIVED, Phase.ACTIVE);
        assertThat(world.blue().plan()).isPresent();
    }

    @Test
    void a_service_in_use_is_not_called_received_for_long_while_a_manager_is_away() {
        world.ask(Optional.of(Furniture.intent()));
        world.configured();
        present(Furniture.ALICE, Furniture.BOB);
        world.services.loaded();
        world.pass(Duration.ofSeconds(6));
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.codes()).containsExactly(ReasonCode.MANAGER_UNREACHABLE);
    }

    @Test
    void a_service_whose_devices_come_back_after_the_controller_is_not_called_failed_on_the_way() {
        world.configured();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(world::known);
        world.meet(Furniture.QKDN, ManagerKind.QKDN_015);
        world.links(Optional.empty());
        world.ask(Optional.of(Furniture.intent()));
        world.services.loaded();
        world.pass(Duration.ofSeconds(8));
        present(Furniture.ALICE);
        world.pass(Duration.ofSeconds(8));
        present(Furniture.BOB);
        world.pass(Duration.ofSeconds(8));
        assertThat(world.phases()).containsExactly(Phase.RECEIVED, Phase.ACTIVE);
    }

    @Test
    void an_intent_is_looked_at_when_the_configuration_it_rests_on_is_known() {
        world.late = true;
        world.configured();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(world::known);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.release();
        world.settle();
        assertThat(world.phases()).containsExactly(Phase.RECEIVED);
    }

    @Test
    void what_the_devices_report_stands_beside_the_reasons_of_planning() {
        restarted(Optional.of(ReasonCode.LINK_DOWN), Furniture.ALICE, Furniture.BOB);
        world.lose(Furniture.BOB);
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.codes()).contains(ReasonCode.LINK_DOWN, ReasonCode.DEVICE_UNREACHABLE);
    }

    @Test
    void a_manager_that_stays_away_degrades_a_service_in_use_after_the_time_of_grace() {
        world.ask(Optional.of(Furniture.intent()));
        world.configured();
        present(Furniture.ALICE, Furniture.BOB);
        world.services.loaded();
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.RECEIVED);
        assertThat(world.blue().keying().key()).contains(KEY);
        world.pass(Grace.WHOLE);
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.codes()).containsExactly(ReasonCode.MANAGER_UNREACHABLE);
        assertThat(world.blue().keying().key()).contains(KEY);
    }

    @Test
    void a_plan_that_cannot_be_carried_out_again_at_once_degrades_a_service_in_use() {
        world.south.refusing = Optional.of(ReasonCode.DEVICE_REFUSED);
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB);
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.codes()).containsExactly(ReasonCode.DEVICE_REFUSED);
        assertThat(world.blue().keying().key()).contains(KEY);
    }

    @Test
    void a_changed_intent_does_not_make_a_service_in_use_look_new() {
        restarted(Optional.of(ReasonCode.LINK_DOWN), Furniture.ALICE, Furniture.BOB);
        world.told.clear();
        world.ask(Optional.of(Furniture.intent(Furniture.CAROL, false)));
        world.settle();
        assertThat(world.phases()).containsExactly(Phase.DEGRADED);
    }

    @Test
    void a_key_at_one_end_only_protects_nothing() {
        restarted(Optional.of(ReasonCode.LINK_DOWN), Furniture.ALICE);
        world.connect(Furniture.BOB);
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void stopped_traffic_is_a_failure_after_a_restart_too() {
        restarted(Optional.of(ReasonCode.LINK_DOWN), Furniture.ALICE, Furniture.BOB);
        world.report(AssociationStatus.Phase.BLOCKED, "a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void of_three_devices_with_the_association_the_two_with_one_key_are_its_ends() {
        restarted(Optional.of(ReasonCode.LINK_DOWN), Furniture.ALICE, Furniture.BOB);
        world.connect(Furniture.CAROL);
        world.report(Furniture.CAROL, AssociationStatus.Phase.DEGRADED, "c");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.blue().keying().key()).contains(KEY);
    }

    @Test
    void a_device_that_is_no_end_any_more_is_relieved_of_the_association() {
        stray(Furniture.CAROL);
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB, Furniture.CAROL);
        assertThat(world.south.configured.get(Furniture.CAROL)).isEmpty();
        assertThat(world.south.configured.get(Furniture.BOB)).containsKey(Furniture.ASSOCIATION);
        assertThat(world.phases()).doesNotContain(Phase.DEGRADED, Phase.FAILED).endsWith(Phase.ACTIVE);
    }

    @Test
    void a_device_that_was_away_is_relieved_when_it_is_back_and_holds_nobody_up() {
        stray(Furniture.CAROL);
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB, Furniture.CAROL);
        stray(Furniture.CAROL);
        int edits = world.south.edits;
        world.report(Furniture.CAROL, AssociationStatus.Phase.SECURED, "a");
        world.lose(Furniture.CAROL);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.south.edits).isEqualTo(edits);
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        world.connect(Furniture.CAROL);
        world.settle();
        assertThat(world.south.configured.get(Furniture.CAROL)).isEmpty();
    }

    @Test
    void a_device_that_refuses_to_be_relieved_is_asked_again_and_degrades_nothing() {
        stray(Furniture.CAROL);
        world.south.stubborn.add(Furniture.CAROL);
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB, Furniture.CAROL);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.south.configured.get(Furniture.CAROL)).isNotEmpty();
        assertThat(world.phases()).doesNotContain(Phase.DEGRADED, Phase.FAILED).endsWith(Phase.ACTIVE);
        world.south.stubborn.clear();
        world.pass(Duration.ofSeconds(30));
        assertThat(world.south.configured.get(Furniture.CAROL)).isEmpty();
    }

    @Test
    void a_manager_that_is_not_in_the_plan_takes_down_what_it_may_have_from_before_and_is_asked_once()
            throws SouthboundFailure {
        world.south.serve(Furniture.APNC, Furniture.ASSOCIATION);
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB);
        assertThat(world.south.served.get(Furniture.APNC)).isEmpty();
        world.lose(Furniture.APNC);
        world.pass(Duration.ofMinutes(1));
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.south.takenDown).containsExactly(Furniture.APNC);
    }

    @Test
    void a_manager_that_is_away_is_asked_when_it_is_back_and_degrades_nothing() throws SouthboundFailure {
        world.south.serve(Furniture.APNC, Furniture.ASSOCIATION);
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        world.lose(Furniture.APNC);
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.south.takenDown).isEmpty();
        assertThat(world.phases()).doesNotContain(Phase.DEGRADED, Phase.FAILED).endsWith(Phase.ACTIVE);
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        world.settle();
        assertThat(world.south.served.get(Furniture.APNC)).isEmpty();
    }

    @Test
    void of_a_service_asked_for_since_the_start_no_manager_outside_the_plan_is_asked() {
        world.furnished();
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        world.ask(Optional.of(Furniture.intent()));
        world.secured("a");
        world.pass(Duration.ofMinutes(1));
        world.ask(Optional.empty());
        world.settle();
        assertThat(world.south.takenDown).containsExactly(Furniture.QKDN);
    }

    @Test
    void an_intent_deleted_after_the_restart_leaves_nothing_at_any_manager() throws SouthboundFailure {
        world.south.serve(Furniture.APNC, Furniture.ASSOCIATION);
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        world.lose(Furniture.APNC);
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB);
        world.ask(Optional.empty());
        world.settle();
        assertThat(world.south.served.values()).allMatch(Set::isEmpty);
        assertThat(world.gone).contains(Furniture.BLUE);
    }

    @Test
    void where_a_manager_refuses_one_name_it_is_asked_for_the_other_all_the_same() throws SouthboundFailure {
        world.south.serve(Furniture.APNC, Furniture.ASSOCIATION);
        world.south.refusedTakingDown.add(Furniture.BLUE.withoutLegs());
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.south.served.get(Furniture.APNC)).isEmpty();
        assertThat(world.phases()).doesNotContain(Phase.DEGRADED, Phase.FAILED).endsWith(Phase.ACTIVE);
    }

    @Test
    void a_suspended_service_asks_the_managers_that_were_there_and_none_that_comes_later() {
        world.ask(Optional.of(Furniture.intent(Furniture.BOB, true)));
        world.furnished();
        assertThat(world.blue().phase()).isEqualTo(Phase.WITHDRAWN);
        world.meet(Furniture.APNC, ManagerKind.APN_TAPI);
        world.settle();
        assertThat(world.south.takenDown).containsExactly(Furniture.QKDN);
    }

    @Test
    void an_association_that_the_device_is_giving_up_already_brings_no_service_back() {
        restarted(Optional.empty(), Furniture.ALICE, Furniture.BOB);
        world.ask(Optional.empty());
        world.settle();
        world.told.clear();
        world.report(AssociationStatus.Phase.WITHDRAWING, "a");
        world.settle();
        assertThat(world.told).isEmpty();
    }

    private void restarted(Optional<ReasonCode> linkTrouble, DeviceId... holders) {
        world.configured();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(world::known);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        present(holders);
        world.meet(Furniture.QKDN, ManagerKind.QKDN_015);
        world.links(linkTrouble);
        world.services.loaded();
        world.settle();
    }

    private void present(DeviceId... holders) {
        for (DeviceId holder : holders) {
            world.onboard(holder);
            world.report(holder, AssociationStatus.Phase.SECURED, "a");
            world.connect(holder);
        }
    }

    private void stray(DeviceId device) {
        world.south.configured.put(device, new HashMap<>(Map.of(Furniture.ASSOCIATION, StagedWorld.association())));
    }
}
