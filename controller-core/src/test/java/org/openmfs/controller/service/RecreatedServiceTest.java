package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.controller.model.Phase;

/** A service that is deleted and asked for again by the same name. */
final class RecreatedServiceTest {
    private final World world = new World().furnished();

    private void secured(String key) {
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured(key);
        world.settle();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 6, 9})
    void what_the_one_before_waited_for_touches_nothing_of_the_one_that_follows(int seconds) {
        secured("a");
        world.pass(Duration.ofSeconds(1));
        world.ask(Optional.empty());
        world.settle();
        assertThat(world.gone).contains(Furniture.BLUE);
        world.pass(Duration.ofSeconds(seconds));
        secured("b");
        int told = world.told.size();

        for (int i = 0; i < 40; i++) {
            world.pass(Duration.ofMillis(500));
            assertThat(world.alice.running()).containsKey(Furniture.ASSOCIATION);
            assertThat(world.qkdn.links()).containsKey(Furniture.ASSOCIATION);
        }
        assertThat(world.told.subList(told, world.told.size())).isEmpty();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }
}
