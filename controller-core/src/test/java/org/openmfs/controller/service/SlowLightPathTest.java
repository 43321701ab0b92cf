package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ReasonCode;

/** An optical network that has accepted a path sets it up in its own time. */
final class SlowLightPathTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final StagedWorld world = new StagedWorld();

    @BeforeEach
    void a_path_that_was_accepted() {
        world.furnished();
        world.wired();
        world.south.lightPathsAre = LightPathState.PENDING;
        world.south.lightPathAsked = path -> world.lightPath(LightPathState.PENDING);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
    }

    private void assertWaits() {
        assertThat(world.blue().phase()).isEqualTo(Phase.PROVISIONING);
        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_PENDING);
        assertThat(world.south.configured.values()).allMatch(Map::isEmpty);
    }

    private static Intent suspended(Intent intent) {
        return new Intent(
                intent.service(),
                intent.a(),
                intent.z(),
                intent.protectionClass(),
                true,
                intent.methods(),
                intent.rekeyInterval());
    }

    @Test
    void a_path_that_takes_an_hour_is_waited_for_and_neither_asked_for_again_nor_taken_back() {
        assertWaits();

        world.pass(AN_HOUR);

        assertWaits();
        assertThat(world.south.lightPathsAsked).isEqualTo(1);
        assertThat(world.south.takenDown).doesNotContain(Furniture.APNC);
    }

    @Test
    void what_comes_after_a_path_is_done_when_it_is_there() {
        world.keyLink(Optional.empty());
        world.pass(AN_HOUR);

        world.lightPath(LightPathState.UP);
        world.settle();
        assertThat(world.south.edits).isEqualTo(1);
        world.secured("a");
        world.settle();

        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.blue().reasons()).isEmpty();
        assertThat(world.south.lightPathsAsked).isEqualTo(1);
        assertThat(world.south.keyLinksWritten).isEqualTo(1);
    }

    @Test
    void a_path_that_is_gone_before_it_was_there_is_asked_for_again() {
        world.south.lightPathAsked = path -> world.lightPath(LightPathState.PENDING);
        world.lightPath(LightPathState.MISSING);
        world.pass(Duration.ofSeconds(2));

        assertThat(world.south.lightPathsAsked).isEqualTo(2);
        assertWaits();
    }

    @Test
    void a_service_that_is_withdrawn_while_it_waits_takes_its_path_down() {
        world.ask(Optional.empty());
        world.settle();

        assertThat(world.south.takenDown).contains(Furniture.APNC);
        assertThat(world.south.configured.values()).allMatch(Map::isEmpty);
    }

    @Test
    void a_service_that_is_suspended_while_it_waits_takes_its_path_down_and_asks_anew_when_it_is_resumed() {
        Intent intent = Furniture.intent();
        world.ask(Optional.of(suspended(intent)));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.WITHDRAWN);
        world.noLightPath();

        world.ask(Optional.of(intent));
        world.settle();

        assertThat(world.south.lightPathsAsked).isEqualTo(2);
        assertWaits();
    }

    @Test
    void a_path_is_waited_for_while_there_is_no_key_path() {
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.pass(AN_HOUR);
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(world.codes()).contains(ReasonCode.NO_KEY_PATH);
        assertThat(world.south.takenDown).doesNotContain(Furniture.APNC);

        world.links(Optional.empty());
        world.pass(AN_HOUR);

        assertWaits();
        assertThat(world.south.lightPathsAsked).isEqualTo(1);
    }

    @Test
    void a_path_that_came_while_there_is_no_key_path_is_given_back() {
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.settle();

        world.lightPath(LightPathState.UP);
        world.settle();

        assertThat(world.south.takenDown).contains(Furniture.APNC);
    }

    @Test
    void a_controller_that_was_restarted_finds_the_path_pending_and_does_not_ask_for_it_again() {
        StagedWorld after = new StagedWorld();
        after.furnished();
        after.wired();
        after.lightPath(LightPathState.PENDING);
        after.ask(Optional.of(Furniture.intent()));
        after.settle();

        assertThat(after.south.lightPathsAsked).isZero();
        assertThat(after.codes()).containsExactly(ReasonCode.LIGHT_PATH_PENDING);
        after.lightPath(LightPathState.UP);
        after.settle();
        assertThat(after.south.lightPathsAsked).isZero();
        assertThat(after.south.edits).isEqualTo(1);
    }

    @Test
    void a_network_that_accepts_a_path_and_tells_of_another_is_asked_ever_less_often() {
        StagedWorld other = new StagedWorld();
        other.furnished();
        other.wired();
        other.south.lightPathsAre = LightPathState.PENDING;
        other.south.telling = Optional.empty();
        other.ask(Optional.of(Furniture.intent()));
        other.pass(Duration.ofMinutes(1));

        assertThat(other.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(other.codes()).contains(ReasonCode.LIGHT_PATH_MISSING);
        assertThat(other.south.lightPathsAsked).isBetween(5, 15);
    }

    @Test
    void a_path_in_use_that_is_set_up_again_is_told_as_pending_and_not_written_once_more() {
        world.lightPath(LightPathState.UP);
        world.settle();
        world.secured("a");
        world.settle();
        world.lightPath(LightPathState.MISSING);
        world.settle();
        assertThat(world.south.lightPathsAsked).isEqualTo(2);

        world.pass(AN_HOUR);

        assertThat(world.south.lightPathsAsked).isEqualTo(2);
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_PENDING);
    }
}
