package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.sim.Network.Passage;

/** The checker bites: with the responder's word taken out of the installation, the simulation finds lost frames. */
final class ForgedConfirmationTest {
    private static final int SEEDS = 50;

    @Test
    @Tag("not-under-mutation")
    void without_the_two_sided_confirmation_the_simulation_fails() {
        assertThat(LongStream.rangeClosed(1, SEEDS)
                        .filter(seed -> run(seed, ForgedConfirmationTest::answerBeforeTheResponderDoes) > 0)
                        .count())
                .isEqualTo(SEEDS);
    }

    @Test
    void with_it_the_same_runs_are_clean() {
        assertThat(LongStream.rangeClosed(1, SEEDS)
                        .filter(seed -> run(seed, (from, to, message) -> List.of(new Passage(from, to, message))) > 0)
                        .count())
                .isZero();
    }

    private static long run(long seed, Network.Firewall firewall) {
        World world = new World(World.Choices.calm(seed));
        world.network.firewall(firewall);
        world.configure(World.gold(Duration.ofSeconds(5), 1));
        world.start();
        world.time.run(Duration.ofSeconds(60));
        return world.checker.violations().stream()
                .filter(violation -> violation.startsWith("frame lost"))
                .count();
    }

    /** The initiator hears "done" at once, while its order is kept back. */
    private static List<Passage> answerBeforeTheResponderDoes(CfId from, CfId to, Message message) {
        return switch (message) {
            case Message.InstallReceive install ->
                List.of(new Passage(
                        to, from, new Message.ReceiveInstalled(install.association(), install.key(), install.slot())));
            case Message.Confirm confirm ->
                List.of(
                        new Passage(from, to, confirm),
                        new Passage(to, from, new Message.Confirmed(confirm.association(), confirm.key())));
            default -> List.of(new Passage(from, to, message));
        };
    }
}
