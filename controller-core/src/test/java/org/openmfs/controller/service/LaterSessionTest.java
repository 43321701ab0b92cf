package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;

/** A manager's session of before a restart, or of before its settings went, is over: the next knows nothing of what it set up. */
final class LaterSessionTest {
    private final StagedWorld world = new StagedWorld();

    @BeforeEach
    void a_service_that_was_there_before_the_restart() {
        world.furnished();
        world.wired();
        world.lightPath(LightPathState.UP);
        world.ask(Optional.of(Furniture.intent()));
        world.secured("a");
        world.settle();
        world.keyLink(Optional.empty());
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.south.lightPathsAsked).isZero();
        assertThat(world.south.keyLinksWritten).isEqualTo(1);
        world.told.clear();
    }

    @Test
    void an_optical_path_that_was_recognised_and_is_told_no_more_is_asked_for_again() {
        world.noLightPath();
        world.settle();

        assertThat(world.told)
                .filteredOn(state -> state.phase() == Phase.DEGRADED)
                .flatExtracting(state -> state.reasons())
                .extracting(Reason::code, Reason::subject, Reason::text)
                .contains(tuple(
                        ReasonCode.LIGHT_PATH_MISSING, "apnc", "the optical path of service blue is missing at apnc"));
        assertThat(world.south.lightPathsAsked).isEqualTo(1);
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void a_key_link_that_a_manager_configured_anew_does_not_tell_of_is_written_again() {
        world.inventory.configured(Furniture.QKDN, Optional.empty(), Set.of());
        world.settle();
        world.meet(Furniture.QKDN, ManagerKind.QKDN_015);
        world.inventory.keyLinks(Furniture.QKDN, Map.of());
        world.links(Optional.empty());
        world.settle();

        assertThat(world.south.keyLinksWritten).isEqualTo(2);
        assertThat(world.south.edits).isEqualTo(1);
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void a_manager_that_is_away_has_not_lost_what_it_does_not_tell() {
        world.lose(Furniture.APNC);
        world.noLightPath();
        world.pass(Duration.ofMinutes(1));

        assertThat(world.codes()).doesNotContain(ReasonCode.LIGHT_PATH_MISSING);
        assertThat(world.south.lightPathsAsked).isZero();
    }

    @Test
    void what_a_manager_never_lists_is_asked_for_ever_less_often_and_told_with_a_reason() {
        world.south.telling = Optional.empty();
        world.noLightPath();
        world.pass(Duration.ofMinutes(1));

        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_MISSING);
        assertThat(world.south.lightPathsAsked).isBetween(5, 15);
    }
}
