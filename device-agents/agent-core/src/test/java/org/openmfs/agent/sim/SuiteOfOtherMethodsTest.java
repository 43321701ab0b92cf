package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.registry.KeyRecord;

/** A suite keeps its name and has other methods, since one of the former is not trusted any more. */
final class SuiteOfOtherMethodsTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Suite OTHER =
            new Suite(World.GOLD.id(), List.of(World.KEM, World.PSK), CombinerId.HMAC_SHA384_EXTRACT);

    private final World world = new World(World.Choices.calm(33));

    @Test
    void keys_of_the_former_methods_are_keys_of_a_suite_that_is_not_allowed_any_more() {
        CalmWorld.secure(world, World.gold(LONG, 2));
        List<KeyId> former =
                world.a.registry().keys().stream().map(KeyRecord::id).toList();

        world.configure(World.settings(List.of(OTHER), World.TWO_GROUNDS, World.life(LONG, 2)));
        world.time.run(Duration.ofMinutes(2));

        assertThat(former).doesNotContain(world.a.report().key().orElseThrow());
    }

    @Test
    void also_when_it_changed_while_the_agents_were_away() {
        CalmWorld.secure(world, World.gold(LONG, 2));
        List<KeyId> former =
                world.a.registry().keys().stream().map(KeyRecord::id).toList();
        world.a.crash();
        world.b.crash();

        world.configure(World.settings(List.of(OTHER), World.TWO_GROUNDS, World.life(LONG, 2)));
        world.a.startIfDead();
        world.b.startIfDead();
        world.time.run(Duration.ofMinutes(2));

        assertThat(former).doesNotContain(world.a.report().key().orElseThrow());
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }
}
