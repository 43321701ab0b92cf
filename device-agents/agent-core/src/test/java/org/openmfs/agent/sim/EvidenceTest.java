package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.protocol.ReasonCode;

/** Frames are sent under a key, and none come. */
final class EvidenceTest {
    private final World world = new World(World.Choices.calm(5));

    @BeforeEach
    void secure() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
    }

    @Test
    void both_ends_say_within_ten_seconds_that_frames_are_sent_and_none_come() {
        world.carries(false);
        world.a.rekey();
        world.time.run(Duration.ofSeconds(12));

        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.NOT_PROVED);
        assertThat(CalmWorld.codes(world.b)).contains(ReasonCode.NOT_PROVED);

        world.carries(true);
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofSeconds(10)))
                .isTrue();
        assertThat(CalmWorld.codes(world.a)).isEmpty();
    }

    @Test
    void where_nothing_is_sent_nothing_is_said() {
        world.traffic(false);
        world.time.run(Duration.ofMinutes(5));

        assertThat(CalmWorld.codes(world.a)).isEmpty();
        assertThat(CalmWorld.codes(world.b)).isEmpty();
    }
}
