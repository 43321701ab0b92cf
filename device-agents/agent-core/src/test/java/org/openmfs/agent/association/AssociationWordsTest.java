package org.openmfs.agent.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.MethodId;

/** Times, limits and words of an association, each by itself. */
final class AssociationWordsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_wait_is_doubled_up_to_the_longest_less_half_at_most() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
        RandomGenerator least = () -> 0L;

        assertThat(backoff.after(1, least)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(2, least)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(4, least)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.after(5, least)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.after(1_000, least)).isEqualTo(Duration.ofSeconds(10));
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.after(3, random)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        }
    }

    @Test
    void the_shortest_wait_is_not_less_than_it_can_be() {
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

        assertThat(backoff.after(1, new Random(5))).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void waits_are_positive_and_in_order() {
        assertThat(new Backoff(HOUR, HOUR).after(1, () -> 0L)).isEqualTo(HOUR);
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(HOUR, HOUR.minusNanos(1)));
    }

    @Test
    void a_life_is_positive_and_in_order() {
        assertThat(life(HOUR, 1, HOUR, 0).stockTarget()).isZero();
        assertThat(life(HOUR, 1, HOUR, 64).stockTarget()).isEqualTo(64);
        assertThatIllegalArgumentException().isThrownBy(() -> life(Duration.ZERO, 1, HOUR, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> life(HOUR, 0, HOUR, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> life(HOUR, 1, HOUR.minusNanos(1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> life(HOUR, 1, HOUR, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> life(HOUR, 1, HOUR, 65));
    }

    @Test
    void a_policy_has_1_to_16_suites_of_different_names_and_no_negative_use_of_a_forbidden_one() {
        assertThat(policy(16, Duration.ZERO).suites()).hasSize(16);
        assertThatIllegalArgumentException().isThrownBy(() -> policy(0, HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(17, HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, Duration.ofNanos(-1)));
        List<Suite> twice = List.of(suite(1), suite(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyPolicy(twice, new PolicyFloor(1, 0, Set.of()), Optional.empty()));
    }

    private static KeyPolicy policy(int suites, Duration forbidden) {
        return new KeyPolicy(
                IntStream.range(0, suites).mapToObj(AssociationWordsTest::suite).toList(),
                new PolicyFloor(1, 0, Set.of()),
                Optional.of(forbidden));
    }

    private static Suite suite(int number) {
        return new Suite(new SuiteId("suite-" + number), List.of(new MethodId("kem")), CombinerId.HMAC_SHA384_EXTRACT);
    }

    @Test
    void two_CFs_are_seen_the_same_way_from_both() {
        CfId one = new CfId("cf-a");
        CfId other = new CfId("cf-b");
        Parties here = new Parties(one, other, Role.INITIATOR);
        Parties there = new Parties(other, one, Role.RESPONDER);

        assertThat(List.of(here.initiator(), there.initiator())).containsOnly(one);
        assertThat(List.of(here.responder(), there.responder())).containsOnly(other);
        assertThatIllegalArgumentException().isThrownBy(() -> new Parties(one, one, Role.INITIATOR));
    }

    private static KeyLife life(Duration rekey, long octets, Duration most, int stock) {
        return new KeyLife(rekey, octets, most, stock, WhenKeysEnd.values()[0]);
    }
}
