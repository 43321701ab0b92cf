package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.model.SuiteId;

/** The class of a service in use changes, perhaps more than once in a moment. */
final class ClassChangeTest {
    private static final String BOTH = "ml-kem-1024+qkd-014";
    private static final String ONE = "ml-kem-1024";

    private final StagedWorld world = new StagedWorld().furnished();

    @BeforeEach
    void a_service_in_use() {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        secured(BOTH, "a");
        world.pass(Duration.ofMinutes(1));
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        world.told.clear();
    }

    @Test
    void a_service_is_active_again_when_both_ends_use_a_key_of_the_new_suites() {
        methods(ONE);
        world.settle();
        assertThat(suites()).containsOnly(List.of(ONE));
        assertThat(world.blue().phase()).isEqualTo(Phase.REPLANNING);

        report(Furniture.ALICE, ONE, "b");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.REPLANNING);
        report(Furniture.BOB, ONE, "b");
        world.settle();
        assertThat(world.phases()).containsExactly(Phase.REPLANNING, Phase.ACTIVE);
    }

    @Test
    void ends_that_go_on_with_a_key_of_the_old_suite_degrade_the_service_with_a_reason() {
        methods(ONE);
        world.pass(Duration.ofSeconds(30));

        assertThat(world.phases()).containsExactly(Phase.REPLANNING, Phase.DEGRADED);
        assertThat(world.codes()).containsOnly(ReasonCode.TIMED_OUT);
        assertThat(world.blue().reasons().getFirst().text()).contains(BOTH).contains("alice");
        secured(ONE, "b");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void a_class_that_changes_and_changes_back_in_a_moment_is_never_called_active_with_the_wrong_suite() {
        methods(ONE);
        world.pass(Duration.ofSeconds(1));
        methods("ml-kem-1024", "qkd-014");
        world.pass(Duration.ofSeconds(1));
        secured(BOTH, "b");
        world.pass(Duration.ofSeconds(20));

        assertThat(suites()).containsOnly(List.of(BOTH));
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.told)
                .filteredOn(state -> state.phase() == Phase.ACTIVE)
                .allSatisfy(state -> assertThat(
                                state.plan().orElseThrow().legs().getFirst().suites())
                        .extracting(Suite::id)
                        .containsAll(state.keying().suite().stream().toList()));
    }

    @Test
    void a_quick_series_of_changes_reaches_the_devices_as_two() {
        int before = world.south.edits;
        for (int i = 0; i < 10; i++) {
            interval(30 + i);
            world.pass(Duration.ofMillis(200));
        }
        world.pass(Duration.ofSeconds(10));

        assertThat(world.south.edits - before).isEqualTo(2);
        assertThat(world.south
                        .configured
                        .get(Furniture.ALICE)
                        .get(Furniture.ASSOCIATION)
                        .keyLife()
                        .rekeyInterval())
                .isEqualTo(Duration.ofSeconds(39));
        assertThat(world.phases()).last().isEqualTo(Phase.ACTIVE);
    }

    @Test
    void a_class_that_changes_after_the_clock_was_set_back_reaches_the_devices_all_the_same() {
        interval(30);
        world.settle();
        world.clockSetBack(Duration.ofHours(1));
        interval(31);
        world.pass(Duration.ofSeconds(10));

        assertThat(world.south
                        .configured
                        .get(Furniture.ALICE)
                        .get(Furniture.ASSOCIATION)
                        .keyLife()
                        .rekeyInterval())
                .isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void a_service_that_is_suspended_in_the_middle_of_a_series_is_taken_down_at_once() {
        interval(30);
        world.settle();
        interval(31);
        world.settle();
        world.ask(Optional.of(Furniture.intent(Furniture.BOB, true)));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.WITHDRAWN);
        world.pass(Duration.ofSeconds(20));
        assertThat(world.blue().phase()).isEqualTo(Phase.WITHDRAWN);
        assertThat(world.south.configured.get(Furniture.ALICE)).isEmpty();
    }

    private void methods(String... methods) {
        ProtectionClass gold = Furniture.gold();
        List<MethodId> ids = new ArrayList<>();
        List.of(methods).forEach(method -> ids.add(new MethodId(method)));
        Floor floor = ids.size() > 1 ? gold.floor() : new Floor(1, 0, Set.of());
        change(new ProtectionClass(
                gold.id(), floor, ids, gold.leastCategory(), gold.trustedNodes(), gold.keyLife(), KeyLinkLimits.NONE));
    }

    private void interval(long seconds) {
        ProtectionClass gold = Furniture.gold();
        change(new ProtectionClass(
                gold.id(),
                gold.floor(),
                gold.methods(),
                gold.leastCategory(),
                gold.trustedNodes(),
                gold.keyLife().withRekeyInterval(Duration.ofSeconds(seconds)),
                KeyLinkLimits.NONE));
    }

    private void change(ProtectionClass to) {
        world.inventory.change(known -> known.withClass(to.id(), Optional.of(to)));
    }

    /** What both devices were given last. */
    private List<List<String>> suites() {
        return List.of(Furniture.ALICE, Furniture.BOB).stream()
                .map(device -> world.south.configured.get(device).get(Furniture.ASSOCIATION).suites().stream()
                        .map(suite -> suite.id().value())
                        .toList())
                .toList();
    }

    private void secured(String suite, String key) {
        report(Furniture.ALICE, suite, key);
        report(Furniture.BOB, suite, key);
    }

    private void report(DeviceId device, String suite, String key) {
        AssociationStatus fine = Furniture.status(AssociationStatus.Phase.SECURED, key, Instant.EPOCH);
        world.inventory.associationChanged(
                device,
                new AssociationStatus(
                        fine.id(),
                        fine.phase(),
                        Optional.of(new SuiteId(suite)),
                        fine.key(),
                        fine.stock(),
                        fine.rekeys(),
                        fine.lastRekey(),
                        fine.nextRekey(),
                        List.of()));
    }
}
