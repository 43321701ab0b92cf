package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.protocol.ReasonCode;

/** When a KME that had nothing is asked again. */
final class EmptyKmeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LEAST = Duration.ofSeconds(2);
    /** From the moment that an ask is due until it is made, in the simulation. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(100);
    /** What a key needs from the KME into both Enc/Decs, with a message lost. */
    private static final Duration EXCHANGE = Duration.ofSeconds(8);

    private final List<Instant> asks = new ArrayList<>();

    /** The KME of the initiator has nothing until a moment that the test chooses. */
    private World world(long seed, Duration interval, Duration maximumAge) {
        World world = new World(World.Choices.calm(seed));
        KeyLife life = new KeyLife(interval, 1L << 50, maximumAge, 0, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        CalmWorld.secure(world, settings(life));
        return world;
    }

    private static AssociationSettings settings(KeyLife life) {
        return World.settings(List.of(World.GOLD), World.TWO_GROUNDS, life);
    }

    private void dryUntil(World world, Instant refilled) {
        world.faults.get(World.QKD).dry(() -> {
            asks.add(world.time.now().wall());
            return world.time.now().wall().isBefore(refilled);
        });
    }

    private static Duration between(Random random, int least, int most) {
        return Duration.ofMillis(random.nextInt(least * 1000, most * 1000 + 1));
    }

    private static Instant expiry(World world, Duration maximumAge) {
        return world.a.report().lastRekey().orElseThrow().plus(maximumAge);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void it_is_asked_by_half_three_quarters_and_nine_tenths_of_what_is_left_and_never_twice_in_two_seconds(long seed) {
        Random random = new Random(seed);
        Duration interval = between(random, 5, 30);
        Duration maximumAge = interval.plus(between(random, 10, 300));
        World world = world(seed, interval, maximumAge);
        Instant expiry = expiry(world, maximumAge);
        dryUntil(world, Instant.MAX);

        world.time.run(Duration.between(world.time.now().wall(), expiry));

        Instant failed = asks.getFirst();
        Duration left = Duration.between(failed, expiry);
        for (int percent : List.of(50, 75, 90)) {
            Instant point = failed.plus(left.multipliedBy(percent).dividedBy(100));
            assertThat(asks)
                    .as("seed %d: an ask at %d %% of %s left, at %s", seed, percent, left, point)
                    .anySatisfy(ask -> assertThat(ask).isBetween(point.minus(LEAST), point.plus(ON_ITS_WAY)));
        }
        assertNeverTwiceInTwoSeconds(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void where_it_refills_before_the_key_in_use_is_too_old_no_key_expires(long seed) {
        Random random = new Random(seed);
        Duration interval = between(random, 5, 30);
        Duration maximumAge = interval.plus(between(random, 20, 120));
        World world = world(seed, interval, maximumAge);
        Instant last = expiry(world, maximumAge).minus(EXCHANGE);
        long dry =
                Duration.between(world.time.now().wall().plus(interval), last).toMillis();
        dryUntil(world, last.minusMillis(random.nextLong(Math.max(1, dry))));

        boolean expired = world.time.runUntil(
                () -> CalmWorld.codes(world.a).contains(ReasonCode.KEY_EXPIRED),
                maximumAge.plus(interval).plus(MINUTE));

        assertThat(expired).as("seed %d", seed).isFalse();
        assertThat(world.bothAre(Phase.SECURED)).as("seed %d", seed).isTrue();
        assertThat(world.checker.framesLost()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void without_a_key_in_use_it_is_asked_every_few_seconds(long seed) {
        World world = new World(World.Choices.calm(seed));
        dryUntil(world, Instant.MAX);
        world.configure(World.gold(Duration.ofHours(1), 4));
        world.start();

        world.time.run(Duration.ofMinutes(3));

        assertNeverTwiceInTwoSeconds(seed);
        for (int i = 1; i < asks.size(); i++) {
            assertThat(Duration.between(asks.get(i - 1), asks.get(i)))
                    .as("seed %d", seed)
                    .isLessThan(Duration.ofSeconds(6));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_link_that_comes_and_goes_or_other_settings_do_not_make_it_be_asked_more_often(long seed) {
        World world = world(seed, Duration.ofSeconds(5), Duration.ofHours(1));
        dryUntil(world, Instant.MAX);
        world.time.run(Duration.ofSeconds(10));

        for (int i = 0; i < 20; i++) {
            world.network.up(false);
            world.time.run(Duration.ofMillis(200));
            world.network.up(true);
            world.time.run(Duration.ofMillis(200));
            world.configure(settings(CalmWorld.life(5 + i % 2, 3600, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE)));
            world.time.run(Duration.ofMillis(200));
        }

        assertNeverTwiceInTwoSeconds(seed);
    }

    private void assertNeverTwiceInTwoSeconds(long seed) {
        assertThat(asks).as("seed %d", seed).hasSizeGreaterThan(1);
        for (int i = 1; i < asks.size(); i++) {
            assertThat(Duration.between(asks.get(i - 1), asks.get(i)))
                    .as("seed %d, ask %d", seed, i)
                    .isGreaterThanOrEqualTo(LEAST);
        }
    }
}
