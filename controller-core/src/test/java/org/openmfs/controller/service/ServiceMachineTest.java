package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;

final class ServiceMachineTest {
    private final World world = new World().furnished();

    @Test
    void F3_an_intent_becomes_configuration_of_both_devices_and_a_key_link() {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.alice.running()).containsOnlyKeys(Furniture.ASSOCIATION);
        assertThat(world.bob.running()).containsOnlyKeys(Furniture.ASSOCIATION);
        assertThat(world.qkdn.links().get(Furniture.ASSOCIATION).path()).isEqualTo(Furniture.NODES);
        world.secured("a");
        world.settle();
        assertThat(world.phases()).containsExactly(Phase.RECEIVED, Phase.PLANNED, Phase.PROVISIONING, Phase.ACTIVE);
        assertThat(world.blue().keying().key()).contains(new KeyId("a".repeat(32)));
        assertThat(world.blue().observedGeneration()).isEqualTo(world.blue().generation());
    }

    @Test
    void the_plan_that_the_dry_run_shows_is_the_plan_that_is_carried_out() {
        Plan shown = ((PlanOutcome.Planned) world.services
                        .plan(Furniture.BLUE, Optional.of(Furniture.intent()))
                        .orElseThrow())
                .plan();
        assertThat(world.alice.changes() + world.bob.changes()).isZero();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.blue().plan().orElseThrow().hash()).isEqualTo(shown.hash());
    }

    @Test
    void F3a_when_a_qkd_link_fails_the_service_degrades_with_the_link_named_and_comes_back_by_itself() {
        active();
        world.qkdn.trouble(Optional.of(ReasonCode.LINK_DOWN));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(codes()).contains(ReasonCode.NO_KEY_PATH, ReasonCode.LINK_DOWN);
        assertThat(world.alice.running()).containsKey(Furniture.ASSOCIATION);
        world.qkdn.trouble(Optional.empty());
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.blue().reasons()).isEmpty();
    }

    @Test
    void an_intent_that_is_written_again_as_it_was_is_no_new_generation() {
        active();
        long generation = world.blue().generation();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.blue().generation()).isEqualTo(generation);
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void a_class_that_cannot_be_met_fails_with_its_reason() {
        world.qkdn.trouble(Optional.of(ReasonCode.QBER_TOO_HIGH));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(codes()).contains(ReasonCode.NO_KEY_PATH, ReasonCode.QBER_TOO_HIGH);
    }

    @Test
    void a_device_that_refuses_is_asked_again_after_a_while() {
        world.bob.refuseChanges(true);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(codes()).containsExactly(ReasonCode.DEVICE_REFUSED);
        world.bob.refuseChanges(false);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.bob.running()).containsKey(Furniture.ASSOCIATION);
    }

    @Test
    void when_the_intent_is_deleted_nothing_is_left() {
        active();
        world.ask(Optional.empty());
        world.settle();
        assertThat(world.alice.associations()).isEmpty();
        assertThat(world.bob.associations()).isEmpty();
        assertThat(world.qkdn.links()).isEmpty();
        assertThat(world.gone).contains(Furniture.BLUE);
        assertThat(world.services.states()).isEmpty();
    }

    @Test
    void a_suspended_service_keeps_its_entry_and_says_so() {
        active();
        Intent asked = Furniture.intent();
        world.ask(Optional.of(new Intent(
                asked.service(), asked.a(), asked.z(), asked.protectionClass(), true, List.of(), Optional.empty())));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.WITHDRAWN);
        assertThat(codes()).containsExactly(ReasonCode.SUSPENDED_BY_OPERATOR);
        assertThat(world.alice.associations()).isEmpty();
        assertThat(world.bob.associations()).isEmpty();
    }

    @Test
    void what_a_device_still_has_of_a_service_that_is_gone_is_taken_away() {
        active();
        World restarted = world.restarted();
        assertThat(restarted.alice.associations()).isEmpty();
        assertThat(restarted.bob.associations()).isEmpty();
        assertThat(restarted.qkdn.links()).isEmpty();
        assertThat(restarted.gone).contains(Furniture.BLUE);
    }

    @Test
    void a_device_that_lost_its_configuration_gets_it_again() {
        active();
        world.bob.forget();
        assertThat(world.bob.associations()).isEmpty();
        world.pass(Duration.ofSeconds(11));
        assertThat(world.bob.associations()).containsExactly(Furniture.ASSOCIATION);
    }

    @Test
    void stopped_traffic_is_a_failure_and_not_a_mere_degradation() {
        active();
        world.report(AssociationStatus.Phase.BLOCKED, "a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
    }

    private void active() {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    private List<ReasonCode> codes() {
        ServiceState state = world.blue();
        return state.reasons().stream().map(Reason::code).toList();
    }
}
