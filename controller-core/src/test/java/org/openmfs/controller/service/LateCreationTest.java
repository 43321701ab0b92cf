package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.LightPathState;

/** An optical path that its network makes when the service for which it was asked is gone. */
final class LateCreationTest {
    private final StagedWorld world = new StagedWorld();

    private void gone() {
        world.furnished();
        world.wired();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.ask(Optional.empty());
        world.settle();
        assertThat(world.gone).contains(Furniture.BLUE);
        world.south.takenDown.clear();
    }

    @Test
    void it_is_taken_down_all_the_same() {
        gone();

        world.lightPath(LightPathState.UP);
        world.settle();

        assertThat(world.south.takenDown).contains(Furniture.APNC);
    }

    @Test
    void so_is_one_that_is_on_its_way() {
        gone();

        world.lightPath(LightPathState.PENDING);
        world.settle();

        assertThat(world.south.takenDown).contains(Furniture.APNC);
    }

    @Test
    void one_that_is_missing_is_left_alone() {
        gone();

        world.lightPath(LightPathState.MISSING);
        world.settle();

        assertThat(world.south.takenDown).isEmpty();
    }

    @Test
    void one_of_a_name_that_was_never_ours_is_left_alone() {
        world.furnished();
        world.wired();
        world.settle();

        world.lightPath(LightPathState.UP);
        world.settle();

        assertThat(world.south.takenDown).isEmpty();
    }

    @Test
    void one_that_comes_long_after_is_left_to_who_looks_for_it() {
        gone();
        world.pass(Duration.ofMinutes(61));

        world.lightPath(LightPathState.UP);
        world.settle();

        assertThat(world.south.takenDown).isEmpty();
    }
}
