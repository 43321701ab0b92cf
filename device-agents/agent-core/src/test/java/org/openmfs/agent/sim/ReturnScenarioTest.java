package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.key.KeyId;

/** What operators see when an agent, an Enc/Dec or a peer comes back, and when an association is withdrawn. */
final class ReturnScenarioTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final World world = new World(World.Choices.calm(5));

    @Test
    void R10_an_agent_that_is_started_again_goes_on_with_the_key_in_the_enc_dec() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 2));
        KeyId key = world.a.encDec().sendingKey().orElseThrow();
        world.a.crash();
        world.b.crash();
        world.time.run(MINUTE);

        world.start();
        world.time.run(MINUTE);

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(world.a.encDec().sendingKey()).contains(key);
        assertThat(world.a.report().stock()).isEqualTo(2);
        assertThat(world.a.report().counters().rekeys()).isEqualTo(1);
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void when_an_enc_dec_lost_its_keys_then_new_ones_are_installed_and_no_old_one_again() {
        CalmWorld.secure(world, World.gold(Duration.ofHours(1), 2));
        KeyId lost = world.b.encDec().sendingKey().orElseThrow();
        world.b.encDec().reboot();

        world.time.run(Duration.ofSeconds(30));

        assertThat(world.bothSendUnderTheSameKey()).isTrue();
        assertThat(world.b.encDec().sendingKey()).isPresent().get().isNotEqualTo(lost);
        assertThat(world.checker.violations()).isEmpty();
    }

    @Test
    void F8_withdrawal_clears_both_ends_and_leaves_no_secret_behind() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 3));
        world.time.run(MINUTE);

        world.configure(World.gold(Duration.ofSeconds(20), 3));
        world.a.configure(List.of());
        world.b.configure(List.of());
        world.time.run(MINUTE);

        assertThat(world.a.registry().live(World.BLUE)).isEmpty();
        assertThat(world.b.registry().live(World.BLUE)).isEmpty();
        assertThat(world.a.encDec().isEmpty() && world.b.encDec().isEmpty()).isTrue();
        assertThat(world.unwipedSecrets()).isZero();
        assertThat(world.a.associations().reports()).isEmpty();
    }

    @Test
    void F8_a_withdrawal_that_was_cut_off_is_finished_after_the_start() {
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 3));
        world.a.crash();
        world.a.configure(List.of());

        world.a.start();
        world.time.run(Duration.ofSeconds(5));

        assertThat(world.a.registry().live(World.BLUE)).isEmpty();
        assertThat(world.a.encDec().isEmpty()).isTrue();
    }

    @Test
    void when_the_peer_does_not_know_the_association_then_it_says_so() {
        world.a.configure(List.of(World.gold(Duration.ofSeconds(20), 1)));
        world.start();

        world.time.run(MINUTE);

        assertThat(world.a.report().reasons())
                .extracting(Reason::text)
                .anyMatch(text -> text.contains("does not know association"));
    }
}
