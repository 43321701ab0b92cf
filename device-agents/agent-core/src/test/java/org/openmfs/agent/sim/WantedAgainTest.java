package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;

/** An association that was not wanted when its agent started is wanted again before its keys were destroyed. */
final class WantedAgainTest {
    private final World world = new World(World.Choices.calm(3));

    @Test
    void keys_that_are_wanted_again_meanwhile_are_not_taken_from_under_the_association() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 2));
        List<AssociationSettings> wanted = world.a.settings();
        world.a.crash();
        world.a.configure(List.of());
        world.hangs(1);
        world.a.start();
        world.time.run(Duration.ofMillis(100));
        world.hangs(0);

        world.a.configure(wanted);
        world.time.run(Duration.ofMinutes(2));

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        KeyId used = world.a.report().key().orElseThrow();
        assertThat(world.a.encDec().sendingKey()).contains(used);
        assertThat(world.a.registry().find(used).orElseThrow().stage()).isEqualTo(KeyStage.SENDING);
        assertThat(world.checker.violations()).isEmpty();
        assertThat(world.a.events(AssociationEvent.class))
                .as("told at the end that began anew")
                .noneMatch(event -> event instanceof AssociationEvent.RekeyFailed);
        assertThat(world.checker.framesLost()).isZero();
    }
}
