package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;

/** An initiator that makes and confirms keys without end, and neither uses nor retires one. */
final class HoardTest {
    /** More than the greatest stock that can be asked for. */
    private static final int SOME = 100;

    private final World world = new World(World.Choices.calm(41));

    @Test
    void a_responder_does_not_hoard_what_is_confirmed_and_never_used() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 2));
        // What the honest initiator of this world needs to hear so that it does as a hostile one would.
        world.network.firewall((from, to, message) -> switch (message) {
            case Message.InstallReceive install -> back(from, to, refusal(install));
            case Message.Retire retire -> back(from, to, new Message.Retired(retire.association(), retire.key()));
            case Message.Query query -> List.of();
            default -> List.of(new Network.Passage(from, to, message));
        });
        world.a.rekey();

        world.time.run(Duration.ofMinutes(5));

        assertThat(world.b.registry().live(World.BLUE).size()).isLessThan(SOME);
    }

    private static Message refusal(Message asked) {
        return new Message.Refuse(asked.association(), asked.key(), ReasonCode.UNKNOWN_KEY, "so");
    }

    private static List<Network.Passage> back(CfId from, CfId to, Message said) {
        return List.of(new Network.Passage(to, from, said));
    }
}
