package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.Recipe;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.key.KeyMaterial;

/** The combiner of a module breaks where it combines. */
final class BrokenCombinerTest {
    private static final CombinerId SPONGE = new CombinerId("sponge");
    private static final Suite BY_SPONGE =
            new Suite(new SuiteId("kem+qkd.sponge"), List.of(World.KEM, World.QKD), SPONGE);

    private final World world = new World(World.Choices.calm(27));

    private record Sponge(boolean breaks) implements KeySchedule {
        private static final KeySchedule OTHER = new HmacSha384Extract();

        @Override
        public CombinerId id() {
            return SPONGE;
        }

        @Override
        public int shareOctets() {
            return OTHER.shareOctets();
        }

        @Override
        @MustBeClosed
        public CombinedKey combine(Recipe recipe, Shares shares, List<KeyMaterial> secrets) {
            if (breaks) {
                throw new NoClassDefFoundError("planted");
            }
            return OTHER.combine(recipe, shares, secrets);
        }

        @Override
        public DirectionalKey key(Direction direction, Profile profile, KeyMaterial trafficSecret) {
            return OTHER.key(direction, profile, trafficSecret);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void that_is_a_failure_of_the_suite_and_the_next_one_is_used(boolean atResponder) {
        world.a.schedules(new Sponge(!atResponder), new HmacSha384Extract());
        world.b.schedules(new Sponge(atResponder), new HmacSha384Extract());
        world.configure(CalmWorld.two(BY_SPONGE, World.GOLD));
        world.start();

        world.time.run(Duration.ofMinutes(5));

        assertThat(world.a.report().suite()).contains(World.GOLD.id());
    }
}
