package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/** Services that want the same Enc/Dec. */
final class EncDecClaimsTest {
    private static final ServiceId AMBER = new ServiceId("amber");

    private final StagedWorld world = new StagedWorld();

    @Test
    void a_second_service_on_an_enc_dec_fails_and_leaves_the_first_alone() {
        world.furnished();
        blueIsActive();
        int edits = world.south.edits;

        ask(intent(AMBER, "gold", false));

        assertThat(world.last.get(AMBER).phase()).isEqualTo(Phase.FAILED);
        assertThat(reasons(AMBER)).containsExactly(ReasonCode.CONFLICT);
        assertThat(world.last.get(AMBER).reasons().getFirst().text()).contains("service blue");
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.south.edits).isEqualTo(edits);
        assertThat(world.south.configured.get(Furniture.ALICE)).containsOnlyKeys(Furniture.ASSOCIATION);
    }

    @Test
    void the_dry_run_shows_the_conflict_too() {
        world.furnished();
        blueIsActive();

        PlanOutcome outcome = world.services
                .plan(AMBER, Optional.of(intent(AMBER, "gold", false)))
                .orElseThrow();

        List<Trouble> troubles = ((PlanOutcome.Unplannable) outcome).troubles();
        assertThat(troubles).extracting(Trouble::code).containsExactly(ReasonCode.CONFLICT);
        assertThat(world.services.plan(Furniture.BLUE, Optional.empty()).orElseThrow())
                .isInstanceOf(PlanOutcome.Planned.class);
    }

    @Test
    void when_the_first_is_deleted_the_second_is_served() {
        world.furnished();
        blueIsActive();
        ask(intent(AMBER, "gold", false));

        world.ask(Optional.empty());
        world.settle();

        assertThat(world.gone).contains(Furniture.BLUE);
        assertThat(world.last.get(AMBER).phase()).isEqualTo(Phase.PROVISIONING);
        assertThat(configuredAtAlice()).containsExactly("amber/1");
    }

    @Test
    void a_third_device_that_is_away_keeps_no_enc_dec_of_a_service_that_is_deleted() {
        world.furnished();
        blueIsActive();
        ask(intent(AMBER, "gold", false));
        world.connect(Furniture.CAROL);
        world.south.stubborn.add(Furniture.CAROL);
        world.report(Furniture.CAROL, AssociationStatus.Phase.SECURED, "a");
        world.settle();
        world.lose(Furniture.CAROL);
        world.settle();

        world.ask(Optional.empty());
        world.pass(Duration.ofMinutes(1));

        assertThat(configuredAtAlice()).containsExactly("amber/1");
        assertThat(world.last.get(AMBER).phase()).isEqualTo(Phase.PROVISIONING);
    }

    @Test
    void when_the_first_is_suspended_the_second_is_served_and_keeps_it() {
        world.furnished();
        blueIsActive();
        ask(intent(AMBER, "gold", false));

        ask(intent(Furniture.BLUE, "gold", true));
        assertThat(configuredAtAlice()).containsExactly("amber/1");

        ask(intent(Furniture.BLUE, "gold", false));
        assertThat(reasons(Furniture.BLUE)).containsExactly(ReasonCode.CONFLICT);
        assertThat(configuredAtAlice()).containsExactly("amber/1");
    }

    @Test
    void of_two_services_that_are_asked_for_together_the_smaller_id_is_served() {
        ask(intent(Furniture.BLUE, "gold", false));
        ask(intent(AMBER, "gold", false));

        world.furnished();

        assertThat(configuredAtAlice()).containsExactly("amber/1");
        assertThat(reasons(Furniture.BLUE)).containsExactly(ReasonCode.CONFLICT);
    }

    @Test
    void after_a_restart_the_service_that_a_device_reports_keeps_its_enc_dec() {
        world.connect(Furniture.ALICE);
        world.connect(Furniture.BOB);
        world.secured("a");
        ask(intent(Furniture.BLUE, "gold", false));
        ask(intent(AMBER, "gold", false));

        world.furnished();

        assertThat(configuredAtAlice()).containsExactly("blue/1");
        assertThat(reasons(AMBER)).containsExactly(ReasonCode.CONFLICT);
    }

    @Test
    void a_service_that_its_device_has_at_another_enc_dec_is_not_taken_for_the_one_that_has_this() {
        Intent amber = new Intent(
                AMBER,
                Furniture.intent().a(),
                new EndpointId("ep-carol"),
                new ClassId("gold"),
                false,
                List.of(),
                Optional.empty());
        List.of(Furniture.ALICE, Furniture.BOB, Furniture.CAROL).forEach(world::onboard);
        world.inventory.configurations(Furniture.ALICE, List.of(at("macsec0", Furniture.BLUE), at("macsec1", AMBER)));
        List.of(Furniture.ALICE, Furniture.BOB).forEach(device -> reports(device, Furniture.BLUE));
        List.of(Furniture.ALICE, Furniture.CAROL).forEach(device -> reports(device, AMBER));
        world.connect(Furniture.CAROL);
        ask(amber);
        ask(intent(Furniture.BLUE, "gold", false));

        world.furnished();

        assertThat(reasons(AMBER)).containsExactly(ReasonCode.CONFLICT);
        assertThat(reasons(Furniture.BLUE)).doesNotContain(ReasonCode.CONFLICT);
    }

    private void reports(DeviceId device, ServiceId service) {
        AssociationStatus status = Furniture.status(AssociationStatus.Phase.SECURED, "a", world.now());
        world.inventory.associationChanged(
                device,
                new AssociationStatus(
                        service.leg(1),
                        status.phase(),
                        status.suite(),
                        status.key(),
                        status.stock(),
                        status.rekeys(),
                        status.lastRekey(),
                        status.nextRekey(),
                        List.of()));
    }

    private static AssociationConfiguration at(String encDec, ServiceId service) {
        AssociationConfiguration some = StagedWorld.association();
        return new AssociationConfiguration(
                service.leg(1),
                some.peer(),
                some.initiator(),
                new EncDecName(encDec),
                some.suites(),
                some.floor(),
                some.keyLife());
    }

    @Test
    void a_service_that_cannot_be_planned_is_in_nobodys_way() {
        ask(intent(AMBER, "lead", false));
        ask(intent(Furniture.BLUE, "gold", false));

        world.furnished();

        assertThat(configuredAtAlice()).containsExactly("blue/1");
        assertThat(reasons(AMBER)).containsExactly(ReasonCode.UNKNOWN_CLASS);
    }

    private void blueIsActive() {
        ask(intent(Furniture.BLUE, "gold", false));
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    private void ask(Intent intent) {
        world.services.intentChanged(intent.service(), Optional.of(intent));
        world.settle();
    }

    private static Intent intent(ServiceId id, String protectionClass, boolean suspended) {
        Intent blue = Furniture.intent();
        return new Intent(id, blue.a(), blue.z(), new ClassId(protectionClass), suspended, List.of(), Optional.empty());
    }

    private List<ReasonCode> reasons(ServiceId id) {
        ServiceState state = world.last.get(id);
        return state.reasons().stream().map(Reason::code).toList();
    }

    private List<String> configuredAtAlice() {
        return world.south.configured.get(Furniture.ALICE).keySet().stream()
                .map(Object::toString)
                .toList();
    }
}
