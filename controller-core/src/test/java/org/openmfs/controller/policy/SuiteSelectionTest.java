package org.openmfs.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.KeyLinkLimits;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Suite;

final class SuiteSelectionTest {
    private static final Method ML_KEM = method("ml-kem-1024", "structured-lattice", 5, Method.Life.ALLOWED);
    private static final Method ML_KEM_768 = method("ml-kem-768", "structured-lattice", 3, Method.Life.ALLOWED);
    private static final Method QKD = method("qkd-014", "quantum-channel", 0, Method.Life.ALLOWED);
    private static final Method HYBRID = new Method(
            new MethodId("lattice-and-qkd"),
            List.of(Ground.STRUCTURED_LATTICE, Ground.QUANTUM_CHANNEL),
            5,
            Method.Life.ALLOWED);
    private static final Ground ISOGENY = new Ground("isogeny");
    private static final Method FRESH = method("walk-of-tomorrow", ISOGENY.word(), 5, Method.Life.ALLOWED);
    private static final Method PSK = method("psk-hmac", "pre-shared", 0, Method.Life.ALLOWED);

    @Test
    void R5_R6_suites_follow_the_order_that_the_class_prefers() {
        var outcome = select(new Floor(2, 2, Set.of(Ground.QUANTUM_CHANNEL)), ML_KEM, ML_KEM_768, QKD, PSK);
        assertThat(names(outcome)).containsExactly("ml-kem-1024+qkd-014", "ml-kem-768+qkd-014", "qkd-014+psk-hmac");
    }

    @Test
    void F4b_two_methods_of_one_ground_reach_no_diversity() {
        var outcome = select(new Floor(2, 2, Set.of()), ML_KEM, ML_KEM_768);
        assertThat(refusal(outcome)).isEqualTo(ReasonCode.DIVERSITY_NOT_MET);
    }

    @Test
    void R13_a_method_of_a_ground_nobody_heard_of_takes_part() {
        assertThat(names(select(new Floor(2, 0, Set.of(ISOGENY)), ML_KEM, FRESH)))
                .containsExactly("ml-kem-1024+walk-of-tomorrow");
    }

    @Test
    void an_unknown_ground_counts_as_no_diversity() {
        assertThat(refusal(select(new Floor(2, 1, Set.of()), ML_KEM, FRESH))).isEqualTo(ReasonCode.DIVERSITY_NOT_MET);
    }

    @Test
    void two_lattices_are_kin_and_a_lattice_and_a_code_are_not() {
        Method plain = method("frodokem-1344", "plain-lattice", 5, Method.Life.ALLOWED);
        Method code = method("hqc-256-2025", "code-quasi-cyclic", 5, Method.Life.ALLOWED);
        assertThat(refusal(select(new Floor(2, 2, Set.of()), ML_KEM, plain))).isEqualTo(ReasonCode.DIVERSITY_NOT_MET);
        assertThat(names(select(new Floor(2, 1, Set.of()), ML_KEM, plain)))
                .containsExactly("ml-kem-1024+frodokem-1344");
        assertThat(names(select(new Floor(2, 2, Set.of()), ML_KEM, code))).containsExactly("ml-kem-1024+hqc-256-2025");
    }

    @Test
    void a_compromised_method_is_named_when_only_it_would_have_done() {
        Method broken = method("qkd-014", "quantum-channel", 0, Method.Life.COMPROMISED);
        assertThat(refusal(select(new Floor(2, 2, Set.of()), ML_KEM, broken))).isEqualTo(ReasonCode.METHOD_FORBIDDEN);
    }

    @Test
    void a_deprecated_method_comes_last() {
        Method old = method("ml-kem-1024", "structured-lattice", 5, Method.Life.DEPRECATED);
        assertThat(names(select(new Floor(1, 0, Set.of()), old, PSK))).containsExactly("psk-hmac", "ml-kem-1024");
    }

    @Test
    void a_method_below_the_least_category_is_as_if_it_were_not_there() {
        Method weak = method("ml-kem-512", "structured-lattice", 1, Method.Life.ALLOWED);
        assertThat(refusal(select(new Floor(2, 2, Set.of()), weak, QKD))).isEqualTo(ReasonCode.NO_COMMON_METHOD);
    }

    @Test
    void what_an_intent_wants_narrows_the_class_and_never_widens_it() {
        Map<MethodId, Method> common = Map.of(ML_KEM.id(), ML_KEM, QKD.id(), QKD, PSK.id(), PSK);
        ProtectionClass allowed = protectionClass(new Floor(2, 2, Set.of()), ML_KEM.id(), PSK.id());
        assertThat(names(new SuiteSelection(allowed, List.of(PSK.id(), ML_KEM.id())).among(common)))
                .containsExactly("psk-hmac+ml-kem-1024");
        assertThat(refusal(new SuiteSelection(allowed, List.of(QKD.id())).among(common)))
                .isEqualTo(ReasonCode.NO_COMMON_METHOD);
    }

    @Test
    void a_hybrid_that_stands_on_every_required_ground_reaches_the_floor_alone() {
        Floor both = new Floor(1, 2, Set.of(Ground.STRUCTURED_LATTICE, Ground.QUANTUM_CHANNEL));
        assertThat(names(select(both, HYBRID))).containsExactly("lattice-and-qkd");
        assertThat(names(select(both, HYBRID, ML_KEM, QKD)))
                .as("nothing is added to it that is not needed")
                .containsExactly("lattice-and-qkd", "ml-kem-1024+qkd-014");
        assertThat(names(select(both, ML_KEM, QKD, HYBRID)))
                .as("the class prefers two methods")
                .containsExactly("ml-kem-1024+qkd-014", "lattice-and-qkd");
    }

    private static SuiteSelection.Outcome select(Floor floor, Method... methods) {
        MethodId[] ids = Arrays.stream(methods).map(Method::id).toArray(MethodId[]::new);
        return new SuiteSelection(protectionClass(floor, ids), List.of())
                .among(Stream.of(methods).collect(Collectors.toMap(Method::id, method -> method)));
    }

    private static ProtectionClass protectionClass(Floor floor, MethodId... methods) {
        KeyLife life = new KeyLife(
                Duration.ofHours(1), 1L << 40, Duration.ofHours(4), 4, KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE);
        return new ProtectionClass(new ClassId("gold"), floor, List.of(methods), 3, 4, life, KeyLinkLimits.NONE);
    }

    private static Method method(String id, String ground, int category, Method.Life life) {
        return Method.of(new MethodId(id), new Ground(ground), category, life);
    }

    private static List<String> names(SuiteSelection.Outcome outcome) {
        return switch (outcome) {
            case SuiteSelection.Outcome.Selected selected ->
                selected.suites().stream().map(Suite::id).map(Object::toString).toList();
            case SuiteSelection.Outcome.Refused refused -> List.of(refused.toString());
        };
    }

    private static ReasonCode refusal(SuiteSelection.Outcome outcome) {
        return ((SuiteSelection.Outcome.Refused) outcome).code();
    }
}
