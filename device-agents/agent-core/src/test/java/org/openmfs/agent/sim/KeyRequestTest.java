package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationEvent.ConfirmationMismatch;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.method.MethodId;

/** What passes between a CF and its method modules (MFS Key request I/F, reference point A). */
final class KeyRequestTest {
    private static final List<MethodId> GOLD = List.of(World.KEM, World.QKD);

    private final World world = new World(World.Choices.calm(1));

    @Test
    void I6_the_cf_asks_the_modules_of_the_suite_and_no_other() {
        int stock = 2;

        CalmWorld.secure(world, World.gold(Duration.ofMinutes(10), stock));

        int keys = 1 + stock;
        assertThat(GOLD).allSatisfy(id -> assertThat(world.requests(id)).isEqualTo(2 * keys));
        assertThat(world.requests(World.PSK)).isZero();
    }

    @Test
    void P_A_modules_hand_over_uncombined_secrets_and_no_traffic_key_is_one_of_them() {
        world.configure(World.gold(Duration.ofMinutes(10), 0));
        world.start();

        world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofMinutes(1));

        String sending = world.a.encDec().send().orElseThrow().bytes();
        assertThat(GOLD)
                .allSatisfy(id -> assertThat(world.secretsInHex(id))
                        .isNotEmpty()
                        .noneMatch(secret -> sending.contains(secret) || secret.contains(sending)));
        assertThat(world.secretsInHex(World.KEM)).doesNotContainAnyElementsOf(world.secretsInHex(World.QKD));
    }

    @Test
    void P_A_the_cf_derives_its_key_from_the_secret_of_every_module() {
        for (MethodId corrupted : GOLD) {
            World other = new World(World.Choices.calm(1));
            other.faults.get(corrupted).set(0, 0, 1);
            other.configure(World.gold(Duration.ofMinutes(10), 0));
            other.start();

            other.time.run(Duration.ofMinutes(1));

            assertThat(other.a.encDec().sendingKey()).as("%s", corrupted).isEmpty();
            assertThat(other.a.events(ConfirmationMismatch.class))
                    .as("%s", corrupted)
                    .isNotEmpty();
        }
    }
}
