package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** A responder that is busy for a moment, then away for minutes, and busy for a moment again. */
final class RefusedBeforeOutageTest {
    private final World world = new World(World.Choices.calm(15));

    @Test
    void time_without_a_link_does_not_count_as_time_of_refusals() {
        CalmWorld.secure(world, World.gold(Duration.ofMinutes(1), 2));
        Set<KeyId> refused = new HashSet<>();
        world.network.firewall((from, to, message) -> {
            if (message instanceof Message.InstallReceive) {
                refused.add(message.key());
                Message no = new Message.Refuse(message.association(), message.key(), ReasonCode.BUSY, "a moment");
                return List.of(new Network.Passage(to, from, no));
            }
            return List.of(new Network.Passage(from, to, message));
        });
        assertThat(world.time.runUntil(() -> !refused.isEmpty(), Duration.ofMinutes(2)))
                .isTrue();
        world.time.run(Duration.ofSeconds(2));

        world.network.up(false);
        world.time.run(Duration.ofMinutes(3));
        world.network.up(true);
        world.time.run(Duration.ofSeconds(10));

        assertThat(refused)
                .allMatch(key -> world.a.registry().find(key).orElseThrow().stage() == KeyStage.RECEIVING);
    }
}
