package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Backoff;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.protocol.ReasonCode;

/** A method's file breaks, and is mended long after keys were tried to be made with it. */
@Tag("not-under-mutation")
final class MendedMethodTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofMinutes(30);

    private final World world = new World(World.Choices.calm(7));
    private boolean broken = true;

    /** Failures are waited out for hours. */
    private static AssociationSettings patient(int stock, Suite... suites) {
        AssociationSettings ordinary = World.settings(
                List.of(suites),
                World.TWO_GROUNDS,
                new KeyLife(
                        Duration.ofMinutes(1),
                        1L << 50,
                        Duration.ofHours(20),
                        stock,
                        WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
        return new AssociationSettings(
                ordinary.id(),
                ordinary.parties(),
                ordinary.encDec(),
                ordinary.policy(),
                ordinary.life(),
                new Backoff(Duration.ofSeconds(1), Duration.ofHours(10)));
    }

    @Test
    void a_reason_comes_when_the_file_breaks_though_no_key_is_needed_and_goes_when_it_is_mended() {
        CalmWorld.secure(world, patient(2, World.SILVER));

        world.a.associations().methodChanged(World.PSK, Optional.of("line 3: no key"));
        world.time.run(SOON);

        assertThat(world.a.report().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.a.report().reasons())
                .extracting(AssociationReport.Reason::code, AssociationReport.Reason::text)
                .containsExactly(tuple(ReasonCode.METHOD_UNREACHABLE, "psk: line 3: no key"));
        world.a.associations().methodChanged(World.PSK, Optional.empty());
        world.time.run(SOON);
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    @Test
    void a_method_that_the_next_key_is_not_made_by_is_nobodys_reason() {
        CalmWorld.secure(world, patient(2, World.GOLD, World.SILVER));

        world.a.associations().methodChanged(World.PSK, Optional.of("line 3: no key"));
        world.time.run(SOON);

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    @Test
    void a_file_mended_at_the_initiator_is_tried_at_once_and_the_reasons_go() {
        CalmWorld.secure(world, patient(0, World.SILVER));
        world.faults.get(World.PSK).dry(() -> broken);

        mendAfterLong(world.a);
    }

    @Test
    void a_file_mended_at_the_responder_is_tried_at_once_and_the_reasons_go_at_both_ends() {
        CalmWorld.secure(world, patient(0, World.SILVER));
        world.faults.get(World.PSK).forgets(() -> broken);

        mendAfterLong(world.b);
    }

    private void mendAfterLong(Node where) {
        world.time.run(LONG);
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.METHOD_EXHAUSTED);
        long rekeys = world.a.report().counters().rekeys();

        broken = false;
        where.associations().methodChanged(World.PSK, Optional.empty());

        boolean mended = world.time.runUntil(
                () -> world.a.report().counters().rekeys() > rekeys
                        && world.bothAre(Phase.SECURED)
                        && world.bothSendUnderTheSameKey(),
                SOON);
        assertThat(mended).isTrue();
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void another_methods_return_changes_nothing() {
        CalmWorld.secure(world, patient(0, World.SILVER));
        world.faults.get(World.PSK).dry(() -> broken);
        world.time.run(LONG);
        int before = world.requests(World.PSK);

        world.a.associations().methodChanged(World.QKD, Optional.empty());
        world.b.associations().methodChanged(World.QKD, Optional.empty());
        world.time.run(SOON);

        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.METHOD_EXHAUSTED);
        assertThat(world.requests(World.PSK)).isEqualTo(before);
    }
}
