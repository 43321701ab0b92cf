package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.agent.association.Computing;

/** What hangs for hours is asked for again and again, each time with what the peer contributed. */
final class PiledComputationsTest {
    private static final int SOME = 20;

    private final World world = new World(World.Choices.calm(19));

    @ParameterizedTest
    @CsvSource({"kem, true", "kem, false", Computing.SIGNATURES + ", true", Computing.SIGNATURES + ", false"})
    void behind_what_hangs_nothing_piles_up_without_bound(String kind, boolean atInitiator) {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        Node hangs = atInitiator ? world.a : world.b;
        hangs.stuck(kind);

        world.time.run(Duration.ofMinutes(30));

        assertThat(hangs.piled()).isLessThan(SOME);
    }
}
