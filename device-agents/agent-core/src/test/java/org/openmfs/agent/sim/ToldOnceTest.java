package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent.ConfirmationMismatch;
import org.openmfs.agent.association.AssociationEvent.RekeyFailed;
import org.openmfs.agent.association.AssociationReport.Phase;

/** What fails in the same way at each retry is counted each time and told once, until it succeeded in between. */
final class ToldOnceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final World world = new World(World.Choices.calm(29));
    private boolean dry;

    @Test
    void keys_that_differ_at_each_retry_are_one_alarm_at_each_end() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 0));

        differFor(MINUTE.multipliedBy(3));

        assertThat(world.a.report().counters().mismatches()).isGreaterThan(3);
        assertThat(world.a.report().counters().failures()).isGreaterThan(3);
        assertThat(world.a.events(ConfirmationMismatch.class)).hasSize(1);
        assertThat(world.b.report().counters().mismatches()).isGreaterThan(3);
        assertThat(world.b.events(ConfirmationMismatch.class)).hasSize(1);
        assertThat(world.a.events(RekeyFailed.class)).hasSize(1);
    }

    @Test
    void keys_that_differ_again_after_one_that_did_not_are_another_alarm() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 0));
        differFor(MINUTE);
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), MINUTE))
                .isTrue();

        differFor(MINUTE);

        assertThat(world.a.events(ConfirmationMismatch.class)).hasSize(2);
        assertThat(world.b.events(ConfirmationMismatch.class)).hasSize(2);
    }

    @Test
    void a_failure_is_told_again_only_when_it_is_another_one() {
        world.faults.get(World.PSK).dry(() -> dry);
        world.faults.get(World.PSK).forgets(() -> !dry);
        dry = true;
        world.configure(
                World.settings(List.of(World.SILVER), World.TWO_GROUNDS, World.life(Duration.ofSeconds(20), 1)));
        world.start();

        world.time.run(MINUTE);
        assertThat(world.a.events(RekeyFailed.class))
                .extracting(RekeyFailed::text)
                .containsExactly("psk: KME has nothing");
        dry = false;
        world.time.run(MINUTE.multipliedBy(2));

        assertThat(world.a.report().counters().failures()).isGreaterThan(4);
        assertThat(world.a.events(RekeyFailed.class))
                .extracting(RekeyFailed::text)
                .containsExactly("psk: KME has nothing", "the responder says: psk: it has no key for this");
        assertThat(world.b.report().counters().failures()).isGreaterThan(1);
        assertThat(world.b.events(RekeyFailed.class)).hasSize(1);
    }

    private void differFor(Duration time) {
        world.faults.get(World.KEM).set(0, 0, 1);
        world.time.run(time);
        world.faults.get(World.KEM).set(0, 0, 0);
    }
}
