package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.KeyStage;

/** Keys that a withdrawal left behind, and an Enc/Dec whose maker's code breaks when it is asked for them. */
final class OrphansAndBrokenCodeTest {
    private final World world = new World(World.Choices.calm(3));

    @Test
    void keys_that_nobody_wants_are_destroyed_soon_after_the_code_works_again() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        world.a.crash();
        world.a.configure(List.of());
        world.a.encDec().failNext(FakeEncDec.Call.OBSERVE, FakeEncDec.Mishap.BROKEN, 1);

        world.a.start();

        assertThatCode(() -> world.time.run(Duration.ofMinutes(1))).doesNotThrowAnyException();
        assertThat(world.a.registry().keys()).allMatch(key -> key.stage() == KeyStage.GONE);
    }
}
