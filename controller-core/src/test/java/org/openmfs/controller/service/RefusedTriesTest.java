package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;

/** What devices and managers refuse again and again is told once, and goes when there is no need of it any more. */
final class RefusedTriesTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String GONE = "virtual link of service blue is missing at QKD node " + Furniture.NODES.get(1);

    private final StagedWorld world = new StagedWorld().furnished();

    @Test
    void a_key_link_that_may_not_grow_leaves_its_service_active_and_is_told_once() {
        active();
        growthRefused();
        world.pass(LONG);

        assertThat(world.phases()).containsExactly(Phase.ACTIVE);
        assertThat(world.codes()).containsExactly(ReasonCode.MANAGER_UNREACHABLE);
        assertThat(world.told).hasSize(1);
    }

    @Test
    void a_key_link_that_may_not_grow_is_tried_less_and_less_often() {
        active();
        int before = world.south.keyLinkTries;
        growthRefused();
        world.pass(LONG);
        assertThat(world.south.keyLinkTries - before).isBetween(3, 12);
    }

    @Test
    void the_reason_of_a_refused_growth_goes_with_the_growth() {
        active();
        growthRefused();
        world.pass(LONG);
        world.south.silent.clear();
        world.pass(LONG);
        world.keyLink(Optional.empty());
        world.settle();

        assertThat(world.codes()).isEmpty();
        assertThat(world.phases()).containsExactly(Phase.ACTIVE);
    }

    @Test
    void the_reason_of_a_refused_growth_goes_when_nothing_is_to_grow() {
        active();
        growthRefused();
        world.keyLink(Optional.empty());
        world.settle();
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void a_refused_growth_holds_up_no_repair() {
        active();
        growthRefused();
        world.pass(LONG);
        world.south.silent.clear();
        int before = world.south.keyLinksWritten;

        world.keyLink(100, Optional.of(GONE));
        world.settle();

        assertThat(world.south.keyLinksWritten).isGreaterThan(before);
    }

    @Test
    void a_refused_repair_is_told_until_it_succeeds() {
        active();
        world.south.silent.add(Furniture.QKDN);
        world.keyLink(Optional.of(GONE));
        world.pass(LONG);

        assertThat(world.phases()).containsExactly(Phase.DEGRADED);
        assertThat(world.codes())
                .containsExactlyInAnyOrder(ReasonCode.MANAGER_UNREACHABLE, ReasonCode.KEY_LINK_MISSING);
        assertThat(toldAfterTheFirst(ReasonCode.MANAGER_UNREACHABLE)).isTrue();
        assertThat(world.told.size()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_refused_repair_is_told_no_longer_when_the_piece_is_back_by_itself() {
        active();
        world.south.silent.add(Furniture.QKDN);
        world.keyLink(Optional.of(GONE));
        world.pass(LONG);
        world.keyLink(Optional.empty());
        world.settle();

        assertThat(world.codes()).isEmpty();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void a_device_that_refuses_a_service_for_long_makes_one_failure() {
        world.south.stubborn.add(Furniture.BOB);
        world.ask(Optional.of(Furniture.intent()));
        world.pass(LONG);

        assertThat(world.phases()).containsExactly(Phase.RECEIVED, Phase.PLANNED, Phase.PROVISIONING, Phase.FAILED);
        assertThat(world.codes()).containsExactly(ReasonCode.DEVICE_REFUSED);
        assertThat(toldAfterTheFirst(ReasonCode.DEVICE_REFUSED)).isTrue();
    }

    @Test
    void a_device_that_refuses_another_class_for_long_makes_one_degradation() {
        active();
        world.south.stubborn.add(Furniture.BOB);
        interval(Duration.ofSeconds(30));
        world.pass(LONG);

        assertThat(world.phases()).containsExactly(Phase.REPLANNING, Phase.DEGRADED);
        assertThat(toldAfterTheFirst(ReasonCode.DEVICE_REFUSED)).isTrue();
    }

    @Test
    void a_plan_that_is_wanted_again_after_another_was_refused_is_carried_out_anew() {
        active();
        var before = world.south.links.get(Furniture.ASSOCIATION);
        world.south.stubborn.add(Furniture.BOB);
        interval(Duration.ofSeconds(3));
        world.settle();
        var half = world.south.links.get(Furniture.ASSOCIATION);
        assertThat(half).isNotEqualTo(before);
        world.inventory.keyLinks(
                Furniture.QKDN,
                Map.of(
                        Furniture.ASSOCIATION,
                        new KeyLinkState(half.path(), Furniture.SAES, half.rates(), Optional.empty())));
        world.south.stubborn.clear();

        interval(Furniture.gold().keyLife().rekeyInterval());
        world.pass(Duration.ofSeconds(10));

        assertThat(world.south.links.get(Furniture.ASSOCIATION)).isEqualTo(before);
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void a_device_that_refuses_to_give_up_a_service_is_told_without_a_break() {
        active();
        world.south.stubborn.add(Furniture.BOB);
        world.ask(Optional.empty());
        world.pass(LONG);

        assertThat(world.phases()).containsExactly(Phase.WITHDRAWING);
        assertThat(toldAfterTheFirst(ReasonCode.DEVICE_REFUSED)).isTrue();
    }

    @Test
    void a_key_link_that_is_missing_still_after_the_clock_was_set_back_is_written_again() {
        active();
        int before = world.south.keyLinksWritten;
        world.keyLink(Optional.of(GONE));
        world.settle();
        assertThat(world.south.keyLinksWritten).isEqualTo(before + 1);

        world.clockSetBack(Duration.ofHours(1));
        world.pass(Duration.ofSeconds(20));

        assertThat(world.south.keyLinksWritten).isGreaterThan(before + 1);
    }

    @Test
    void an_error_of_the_machine_in_the_middle_of_a_try_is_followed_by_another_try() {
        world.south.breaking = Optional.of(new LinkageError("planted"));
        world.ask(Optional.of(Furniture.intent()));
        assertThatCode(world::settle).doesNotThrowAnyException();
        assertThat(world.codes()).containsExactly(ReasonCode.INTERNAL);

        world.pass(Duration.ofSeconds(10));
        assertThat(world.south.edits).isEqualTo(1);
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void keys_are_shown_as_they_change_while_a_refused_try_waits() {
        active();
        world.south.silent.add(Furniture.QKDN);
        world.keyLink(Optional.of(GONE));
        world.pass(LONG);

        world.report(AssociationStatus.Phase.SECURED, "b");
        world.settle();

        assertThat(world.blue().keying().key()).contains(new KeyId("b".repeat(32)));
    }

    private void active() {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.keyLink(Optional.empty());
        world.secured("a");
        world.settle();
        world.pass(Applied.STANDS_FOR);
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        world.told.clear();
    }

    private void growthRefused() {
        world.south.silent.add(Furniture.QKDN);
        world.keyLink(100, Optional.empty());
        world.settle();
    }

    private void interval(Duration interval) {
        ProtectionClass gold = Furniture.gold();
        ProtectionClass changed = new ProtectionClass(
                gold.id(),
                gold.floor(),
                gold.methods(),
                gold.leastCategory(),
                gold.trustedNodes(),
                gold.keyLife().withRekeyInterval(interval),
                KeyLinkLimits.NONE);
        world.inventory.change(known -> known.withClass(new ClassId("gold"), Optional.of(changed)));
    }

    /** Whether no state lacks it from the first on that has it. */
    private boolean toldAfterTheFirst(ReasonCode code) {
        List<ServiceState> since =
                world.told.stream().dropWhile(state -> !has(state, code)).toList();
        return !since.isEmpty() && since.stream().allMatch(state -> has(state, code));
    }

    private static boolean has(ServiceState state, ReasonCode code) {
        return state.reasons().stream().map(Reason::code).anyMatch(code::equals);
    }
}
