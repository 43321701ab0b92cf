package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyStage;

/** The state machine reads what an Enc/Dec can do, and does not take it for MACsec. */
final class ShapesTest {
    private static final Duration INTERVAL = Duration.ofSeconds(20);

    private final World world = new World(World.Choices.calm(21));

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void keys_are_replaced_without_a_lost_frame_in_as_many_slots_as_there_are(int slots) {
        secure(slots, Shape.Keys.ONE_EACH, 12, Traits.OF_FRAMES);

        world.time.run(INTERVAL.multipliedBy(10));

        assertThat(rekeys()).isGreaterThan(7);
        assertThat(world.checker.violations()).isEmpty();
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, SHARED, 0", "1, ONE_EACH, 12", "2, SHARED, 0"})
    void an_Enc_Dec_that_shows_nothing_of_its_traffic_gets_one_key_after_the_other(
            int slots, Shape.Keys keys, int salt) {
        secure(slots, keys, salt, new Traits(Traits.Proof.NOTHING, slots > 1, Duration.ofSeconds(1)));

        world.time.run(INTERVAL.multipliedBy(10));

        assertThat(rekeys()).isGreaterThan(6);
        assertThat(world.checker.violations(EnumSet.complementOf(EnumSet.of(Harm.LOST))))
                .isEmpty();
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), INTERVAL))
                .isTrue();
        assertThat(world.a.report().reasons()).isEmpty();
        assertThat(world.b.report().reasons()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Traits.Proof.class)
    void where_there_is_one_slot_the_key_before_is_destroyed_at_both_ends_before_the_next_one_is_used(
            Traits.Proof proof) {
        secure(1, Shape.Keys.SHARED, 0, new Traits(proof, false, Duration.ZERO));

        world.time.run(INTERVAL.multipliedBy(4));

        for (Node node : new Node[] {world.a, world.b}) {
            assertThat(node.registry().live(World.BLUE).stream()
                            .filter(key -> key.stage() == KeyStage.SENDING || key.stage() == KeyStage.REPLACED))
                    .hasSizeLessThan(2);
        }
        assertThat(rekeys()).isGreaterThan(2);
    }

    private void secure(int slots, Shape.Keys keys, int salt, Traits traits) {
        for (Node node : new Node[] {world.a, world.b}) {
            node.encDec().be(new Profile("odd", "odd-256", KeyLength.bits(256), new Shape(slots, keys, salt)), traits);
        }
        world.configure(World.gold(INTERVAL, 2));
        world.start();
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), Duration.ofMinutes(1)))
                .isTrue();
    }

    private long rekeys() {
        return world.a.report().counters().rekeys();
    }
}
