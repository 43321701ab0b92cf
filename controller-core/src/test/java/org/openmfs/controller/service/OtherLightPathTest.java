package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;

/** An optical network has, under a name of ours, another path than was asked for. */
final class OtherLightPathTest {
    private static final OpticalPathStatus TO_ANOTHER_PORT = new OpticalPathStatus(
            LightPathState.UP, Set.of(Furniture.PORTS.iterator().next(), new UUID(9, 9)), Optional.empty());
    private static final OpticalPathStatus SMALLER =
            new OpticalPathStatus(LightPathState.UP, Furniture.PORTS, Optional.of(BigDecimal.ONE));

    private final StagedWorld world = new StagedWorld();

    @BeforeEach
    void a_network_with_an_apn() {
        world.furnished();
        world.wired();
    }

    private void inUse() {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.south.lightPathsAsked).isEqualTo(1);
    }

    private void tell(OpticalPathStatus status) {
        world.inventory.opticalPaths(Furniture.APNC, Map.of(Furniture.ASSOCIATION, status));
        world.settle();
    }

    @Test
    void one_whose_ports_became_others_is_told_with_both_and_asked_for_anew() {
        inUse();
        tell(TO_ANOTHER_PORT);

        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.blue().reasons())
                .extracting(Reason::code, Reason::subject)
                .containsExactly(tuple(ReasonCode.LIGHT_PATH_MISSING, "apnc"));
        assertThat(world.blue().reasons().getFirst().text()).contains(new UUID(9, 9).toString(), "asked for");
        assertThat(world.south.lightPathsAsked).isEqualTo(2);
        assertThat(world.south.edits).isEqualTo(1);

        world.lightPath(LightPathState.UP);
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void one_whose_capacity_became_another_is_told_with_both_and_asked_for_anew() {
        inUse();
        tell(SMALLER);

        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_MISSING);
        assertThat(world.blue().reasons().getFirst().text()).contains("1 Gbit/s");
        assertThat(world.south.lightPathsAsked).isEqualTo(2);
    }

    @Test
    void one_that_carries_nothing_and_is_another_is_asked_for_anew_too() {
        inUse();
        tell(new OpticalPathStatus(LightPathState.DOWN, TO_ANOTHER_PORT.ports(), Optional.empty()));

        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_MISSING);
        assertThat(world.south.lightPathsAsked).isEqualTo(2);
    }

    @Test
    void a_network_that_makes_another_at_once_never_carries_the_service_and_is_asked_ever_less_often() {
        world.south.lightPathAsked =
                path -> world.inventory.opticalPaths(Furniture.APNC, Map.of(path.association(), TO_ANOTHER_PORT));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.pass(Duration.ofMinutes(1));

        assertThat(world.phases()).doesNotContain(Phase.ACTIVE);
        assertThat(world.codes()).contains(ReasonCode.LIGHT_PATH_MISSING);
        assertThat(world.south.lightPathsAsked).isBetween(5, 15);
    }

    @Test
    void a_path_that_is_told_without_a_capacity_is_the_one_that_was_asked_for() {
        inUse();
        tell(new OpticalPathStatus(LightPathState.UP, Furniture.PORTS, Optional.empty()));

        assertThat(world.codes()).isEmpty();
        assertThat(world.south.lightPathsAsked).isEqualTo(1);
    }
}
