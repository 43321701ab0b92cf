package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.Computing;
import org.openmfs.agent.protocol.ReasonCode;

/** What hangs here is not told as the peer's silence. */
final class OwnTroubleTest {
    private final World world = new World(World.Choices.calm(19));

    @Test
    void a_signature_that_is_not_looked_at_in_time_here_is_no_peer_that_cannot_be_reached() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        world.a.stuck(Computing.SIGNATURES);

        world.time.run(Duration.ofMinutes(3));

        assertThat(CalmWorld.codes(world.a)).isNotEmpty().doesNotContain(ReasonCode.PEER_UNREACHABLE);
    }
}
