package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.MustBeClosed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.Recipe;
import org.openmfs.agent.combine.Role;
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

    private record Sponge(boolean breaks, AtomicInteger asked) implements KeySchedule {
        private static final KeySchedule OTHER = new HmacSha384Extract();

        Sponge(boolean breaks) {
            this(breaks, new AtomicInteger());
        }

        @Override
        public CombinerId id() {
            return SPONGE;
        }

        @Override
        public int shareOctets() {
            asked.incrementAndGet();
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_that_hangs_is_told_and_costs_neither_the_association_nor_the_next_suite(boolean atResponder) {
        world.a.schedules(new Sponge(false), new HmacSha384Extract());
        world.b.schedules(new Sponge(false), new HmacSha384Extract());
        Node slow = atResponder ? world.b : world.a;
        slow.stuck("combiner " + SPONGE);
        world.configure(CalmWorld.two(BY_SPONGE, World.GOLD));
        world.start();

        world.time.run(Duration.ofSeconds(1));
        assertThat(world.time.runUntil(
                        () -> slow.report().reasons().stream()
                                .anyMatch(why -> why.text().contains("combiner sponge: it is not done in time")),
                        Duration.ofMinutes(2)))
                .isTrue();

        world.time.run(Duration.ofMinutes(5));

        assertThat(world.a.report().suite()).contains(World.GOLD.id());
    }

    @Test
    void how_long_its_shares_are_is_asked_once_and_not_where_keys_are_made() {
        Sponge sponge = new Sponge(false);
        world.a.schedules(sponge);
        world.b.schedules(new Sponge(false));
        world.configure(CalmWorld.two(BY_SPONGE));
        world.start();

        world.time.run(Duration.ofMinutes(5));

        assertThat(world.a.report().suite()).contains(BY_SPONGE.id());
        assertThat(sponge.asked()).hasValue(1);
    }

    @Test
    void tags_that_prove_nothing_make_no_key() {
        world.a.schedules(new Sponge(false), new HmacSha384Extract());
        world.b.schedules(new NoTags(), new HmacSha384Extract());
        world.configure(CalmWorld.two(BY_SPONGE, World.GOLD));
        world.start();

        world.time.run(Duration.ofMinutes(5));

        assertThat(world.a.report().suite()).contains(World.GOLD.id());
        assertThat(world.b.report().reasons())
                .extracting(reason -> reason.text())
                .anyMatch(text -> text.contains("sponge"));
    }

    /** Combines, and has no tag that anybody could not guess. */
    private static final class NoTags implements KeySchedule {
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
        @SuppressWarnings("MustBeClosedChecker")
        public CombinedKey combine(Recipe recipe, Shares shares, List<KeyMaterial> secrets) {
            CombinedKey whole = OTHER.combine(recipe, shares, secrets);
            return new CombinedKey() {
                @Override
                public byte[] tag(Role role) {
                    return new byte[0];
                }

                @Override
                @MustBeClosed
                public KeyMaterial trafficSecret() {
                    return whole.trafficSecret();
                }

                @Override
                public void close() {
                    whole.close();
                }
            };
        }

        @Override
        public DirectionalKey key(Direction direction, Profile profile, KeyMaterial trafficSecret) {
            return OTHER.key(direction, profile, trafficSecret);
        }
    }
}
