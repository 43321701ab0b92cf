package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.key.KeyId;

/**
 * Somebody on the wire, who has no key, sends frames of before again: MACsec in Linux lets in, and counts, each that is not
 * further behind than the replay window, as often as it comes.
 */
final class RepeatedFramesTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration AGE = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(400);

    private final World world = new World(World.Choices.calm(5));
    private final Map<Node, Map<KeyId, FakeEncDec.Frame>> last =
            Map.of(world.a, new HashMap<>(), world.b, new HashMap<>());

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "true, true"})
    void keys_go_on_being_replaced_although_frames_under_those_before_are_repeated(boolean toA, boolean toB) {
        secure(INTERVAL);
        repeated(toA, toB);
        long before = world.a.report().counters().rekeys();

        world.time.run(INTERVAL.multipliedBy(12));

        assertThat(world.a.report().counters().rekeys() - before).isGreaterThan(9);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void keys_are_prepared_ahead_for_an_outage_of_the_link_although_frames_are_repeated(boolean toA, boolean toB) {
        secure(INTERVAL);
        repeated(toA, toB);
        world.time.run(INTERVAL.multipliedBy(17).dividedBy(2));
        long before = world.a.report().counters().rekeys();

        world.network.up(false);
        world.time.run(INTERVAL.multipliedBy(3));

        assertThat(world.a.report().counters().rekeys() - before).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_key_of_a_suite_that_is_forbidden_goes_when_it_is_replaced_although_frames_under_it_are_repeated(
            boolean toA) {
        secure(AGE);
        repeated(toA, !toA);
        KeyId forbidden = world.a.report().key().orElseThrow();

        world.configure(World.settings(List.of(World.SILVER), World.TWO_GROUNDS, life(AGE)));
        world.time.run(INTERVAL);

        assertThat(CalmWorld.suiteInUse(world, World.SILVER.id())).isTrue();
        assertThat(world.a.encDec().holds(forbidden) || world.b.encDec().holds(forbidden))
                .isFalse();
    }

    /** Packet numbers may have been used twice, which shows how frames under the key are forged. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_key_of_a_restored_machine_goes_when_it_is_replaced_although_frames_under_it_are_repeated(boolean toA) {
        secure(AGE);
        repeated(toA, !toA);
        KeyId before = world.a.report().key().orElseThrow();

        world.time.restored("another");
        world.time.run(INTERVAL);

        assertThat(world.a.report().key()).isPresent().isNotEqualTo(Optional.of(before));
        assertThat(world.a.encDec().holds(before) || world.b.encDec().holds(before))
                .isFalse();
    }

    private void secure(Duration interval) {
        AssociationSettings settings = World.settings(List.of(World.GOLD), World.TWO_GROUNDS, life(interval));
        CalmWorld.secure(world, settings);
    }

    private static KeyLife life(Duration interval) {
        return new KeyLife(interval, 1L << 50, AGE, 2, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
    }

    private void repeated(boolean toA, boolean toB) {
        world.carries((frame, to) -> {
            last.get(to).put(frame.key(), frame);
            return true;
        });
        if (toA) {
            repeat(world.a);
        }
        if (toB) {
            repeat(world.b);
        }
    }

    /** The last frame under each key that the Enc/Dec still has. */
    private void repeat(Node to) {
        world.time.after(OFTEN, () -> {
            last.get(to).values().stream()
                    .filter(frame -> to.encDec().holds(frame.key()))
                    .forEach(to.encDec()::receive);
            repeat(to);
        });
    }
}
