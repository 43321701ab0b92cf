package org.openmfs.agent.combine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.combine.SuiteChoice.Objection;
import org.openmfs.agent.combine.SuiteChoice.Verdict;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;

final class SuiteChoiceTest {
    private static final Set<CombinerId> COMBINERS = Set.of(CombinerId.HMAC_SHA384_EXTRACT);
    private static final MethodId KEM = new MethodId("ml-kem-1024");
    private static final MethodId SMALL_KEM = new MethodId("ml-kem-768");
    private static final MethodId QKD = new MethodId("qkd-014");
    private static final MethodId PSK = new MethodId("psk-hmac");
    private static final Suite GOLD = suite("kem+qkd", KEM, QKD);
    private static final Suite SILVER = suite("kem+psk", KEM, PSK);
    private static final Suite TWICE = suite("kem+kem", KEM, SMALL_KEM);
    private static final Suite ALONE = suite("kem", KEM);
    private static final PolicyFloor TWO_OF_TWO = new PolicyFloor(2, 2, Set.of());
    private static final PolicyFloor ANY = new PolicyFloor(1, 0, Set.of());
    private static final Map<MethodId, List<Ground>> ALL = Map.of(
            KEM, List.of(Ground.STRUCTURED_LATTICE),
            SMALL_KEM, List.of(Ground.STRUCTURED_LATTICE),
            QKD, List.of(Ground.QUANTUM_CHANNEL),
            PSK, List.of(Ground.PRE_SHARED));

    @Test
    void F2c_an_offer_of_a_suite_configured_here_is_accepted() {
        SuiteChoice choice = new SuiteChoice(List.of(GOLD, SILVER), TWO_OF_TWO, ALL, COMBINERS);

        assertThat(choice.judge(List.of(SILVER, GOLD), SILVER.id(), ANY)).isEqualTo(new Verdict.Accepted(SILVER));
    }

    @Test
    void F2c_when_the_selected_suite_does_not_do_then_the_best_common_one_is_asked_for() {
        SuiteChoice choice = new SuiteChoice(List.of(SILVER, GOLD), TWO_OF_TWO, ALL, COMBINERS);

        assertThat(choice.judge(List.of(ALONE, GOLD, SILVER), ALONE.id(), ANY))
                .isEqualTo(new Verdict.Preferred(SILVER.id()));
    }

    @Test
    void R5_a_suite_below_this_sides_floor_is_rejected() {
        SuiteChoice choice = new SuiteChoice(List.of(ALONE, TWICE), TWO_OF_TWO, ALL, COMBINERS);

        assertThat(choice.judge(List.of(ALONE), ALONE.id(), ANY))
                .isEqualTo(new Verdict.Rejected(Objection.BELOW_FLOOR));
        assertThat(choice.judge(List.of(TWICE), TWICE.id(), ANY))
                .isEqualTo(new Verdict.Rejected(Objection.BELOW_FLOOR));
    }

    @Test
    void R5_a_suite_below_the_peers_floor_is_rejected() {
        SuiteChoice choice = new SuiteChoice(List.of(SILVER), ANY, ALL, COMBINERS);
        PolicyFloor quantum = new PolicyFloor(1, 0, Set.of(Ground.QUANTUM_CHANNEL));

        assertThat(choice.judge(List.of(SILVER), SILVER.id(), quantum))
                .isEqualTo(new Verdict.Rejected(Objection.BELOW_FLOOR));
    }

    @Test
    void a_suite_of_the_same_name_with_other_methods_is_another_suite() {
        SuiteChoice choice = new SuiteChoice(List.of(GOLD), ANY, ALL, COMBINERS);
        Suite weaker = new Suite(GOLD.id(), List.of(KEM), CombinerId.HMAC_SHA384_EXTRACT);

        assertThat(choice.judge(List.of(weaker), GOLD.id(), ANY)).isEqualTo(new Verdict.Rejected(Objection.UNKNOWN));
    }

    @Test
    void a_suite_whose_method_is_missing_here_is_rejected() {
        SuiteChoice choice =
                new SuiteChoice(List.of(GOLD), ANY, Map.of(KEM, List.of(Ground.STRUCTURED_LATTICE)), COMBINERS);

        assertThat(choice.judge(List.of(GOLD), GOLD.id(), ANY))
                .isEqualTo(new Verdict.Rejected(Objection.METHOD_MISSING));
    }

    @Test
    void a_selection_that_was_not_offered_is_rejected() {
        SuiteChoice choice = new SuiteChoice(List.of(GOLD), ANY, ALL, COMBINERS);

        assertThat(choice.judge(List.of(SILVER), GOLD.id(), ANY)).isEqualTo(new Verdict.Rejected(Objection.UNKNOWN));
    }

    @Test
    void suites_that_both_floors_allow_are_those_that_reach_both_best_first() {
        SuiteChoice choice = new SuiteChoice(List.of(ALONE, SILVER, GOLD), TWO_OF_TWO, ALL, COMBINERS);

        assertThat(choice.acceptableToBoth(ANY)).containsExactly(SILVER, GOLD);
        assertThat(choice.acceptableToBoth(new PolicyFloor(1, 0, Set.of(Ground.QUANTUM_CHANNEL))))
                .containsExactly(GOLD);
        assertThat(choice.allows(ALONE.id())).isFalse();
    }

    @Test
    void where_none_reaches_the_peers_floor_all_that_reach_ones_own_are_left() {
        SuiteChoice choice = new SuiteChoice(List.of(ALONE, SILVER, GOLD), TWO_OF_TWO, ALL, COMBINERS);

        assertThat(choice.acceptableToBoth(new PolicyFloor(3, 0, Set.of()))).containsExactly(SILVER, GOLD);
    }

    @Test
    void an_objection_says_of_each_suite_what_it_lacks() {
        SuiteChoice choice = new SuiteChoice(List.of(ALONE, TWICE), TWO_OF_TWO, Map.of(KEM, ALL.get(KEM)), COMBINERS);
        PolicyFloor quantum = new PolicyFloor(1, 0, Set.of(Ground.QUANTUM_CHANNEL));

        assertThat(choice.objections(List.of(ALONE), quantum))
                .isEqualTo(
                        "suite kem has 1 of the 2 methods that the floor asks for and diversity 0 where the floor asks for 2"
                                + " and no method on the ground quantum-channel, which the floor asks for");
        assertThat(choice.objections(List.of(TWICE, GOLD), ANY))
                .isEqualTo("suite kem+kem needs method ml-kem-768, which this CF does not have;"
                        + " suite kem+qkd is not one of this CF's, or has other methods here");
    }

    @Test
    void a_combiner_that_this_CF_does_not_have_is_named_and_of_many_suites_the_first_three_are_told() {
        SuiteChoice choice = new SuiteChoice(List.of(ALONE, TWICE, GOLD, SILVER), ANY, ALL, Set.of());

        assertThat(choice.objections(choice.suites(), ANY))
                .startsWith("suite kem needs combiner hmac-sha384-extract, which this CF does not have; ")
                .endsWith("; and 1 more");
        assertThat(choice.objections(List.of(ALONE, TWICE, GOLD), ANY)).doesNotContain("more");
    }

    @Test
    void a_floor_from_the_controller_never_lowers_the_floor_of_the_device() {
        PolicyFloor device = new PolicyFloor(2, 2, Set.of(Ground.QUANTUM_CHANNEL));

        assertThat(device.and(ANY)).isEqualTo(device);
        assertThat(device.and(new PolicyFloor(3, 0, Set.of(Ground.CODE_QUASI_CYCLIC))))
                .isEqualTo(new PolicyFloor(3, 2, Set.of(Ground.QUANTUM_CHANNEL, Ground.CODE_QUASI_CYCLIC)));
    }

    private static Suite suite(String id, MethodId... methods) {
        return new Suite(new SuiteId(id), List.of(methods), CombinerId.HMAC_SHA384_EXTRACT);
    }

    @Test
    void a_suite_is_allowed_by_its_name_where_it_is_acceptable() {
        SuiteChoice choice = new SuiteChoice(List.of(GOLD, ALONE), TWO_OF_TWO, ALL, COMBINERS);

        assertThat(choice.allows(GOLD.id())).isTrue();
        assertThat(choice.allows(ALONE.id())).isFalse();
        assertThat(choice.allows(SILVER.id())).isFalse();
    }
}
