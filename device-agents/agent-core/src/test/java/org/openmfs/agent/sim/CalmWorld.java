package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.protocol.ReasonCode;

/** A world in which nothing fails unless the test says so. */
final class CalmWorld {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private CalmWorld() {}

    static void secure(World world, AssociationSettings settings) {
        world.configure(settings);
        world.start();
        assertThat(world.time.runUntil(
                        () -> world.bothAre(Phase.SECURED)
                                && world.a.report().stock() == settings.life().stockTarget(),
                        MINUTE))
                .isTrue();
        world.time.run(Duration.ofSeconds(2));
    }

    static boolean suiteInUse(World world, SuiteId suite) {
        return world.a.report().suite().filter(suite::equals).isPresent();
    }

    static AssociationSettings two(Suite... suites) {
        return World.settings(List.of(suites), World.TWO_GROUNDS, World.life(Duration.ofSeconds(20), 2));
    }

    static KeyLife life(int interval, int maximumAge, WhenKeysEnd end) {
        return new KeyLife(Duration.ofSeconds(interval), 1L << 50, Duration.ofSeconds(maximumAge), 0, end);
    }

    static List<ReasonCode> codes(Node node) {
        return node.report().reasons().stream().map(Reason::code).toList();
    }
}
