package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.ReasonCode;

/** The initiator forgot its association and makes keys for slots in which the responder still has keys of before. */
final class OccupiedSlotTest {
    private static final AssociationSettings QUICK = World.gold(Duration.ofSeconds(3), 3);
    private static final Duration LOOK = Duration.ofMillis(50);

    private static Set<ReasonCode> toldMeanwhile(World world, Duration time) {
        Set<ReasonCode> told = EnumSet.noneOf(ReasonCode.class);
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(LOOK)) {
            world.time.run(LOOK);
            told.addAll(CalmWorld.codes(world.a));
            told.addAll(CalmWorld.codes(world.b));
        }
        return told;
    }

    private static IntStream pauses() {
        return IntStream.rangeClosed(0, 60);
    }

    @ParameterizedTest
    @MethodSource("pauses")
    void a_slot_that_the_responder_frees_in_a_moment_is_waited_for_and_is_nothing_amiss(int twentieth) {
        World world = new World(World.Choices.calm(twentieth));
        CalmWorld.secure(world, QUICK);
        world.a.configure(List.of());
        world.time.run(LOOK.multipliedBy(twentieth));

        world.a.configure(List.of(QUICK));
        world.time.run(LOOK);

        assertThat(toldMeanwhile(world, Duration.ofSeconds(30)))
                .as("reasons told")
                .isSubsetOf(ReasonCode.ASSOCIATION_MISSING, ReasonCode.KEY_EXPIRED);
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(world.checker.violations()).isEmpty();
    }
}
