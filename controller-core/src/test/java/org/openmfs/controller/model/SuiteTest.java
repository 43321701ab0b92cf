package org.openmfs.controller.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The names of suites. */
final class SuiteTest {
    private static final int LONGEST = 128;

    private static MethodId method(String end, int length) {
        return new MethodId("m".repeat(length - end.length()) + end);
    }

    private static List<MethodId> many(String last) {
        return IntStream.range(0, 8)
                .mapToObj(i -> method(i < 7 ? "-" + i : last, 64))
                .toList();
    }

    @Test
    void a_suite_is_named_after_its_methods_and_a_combiner_that_not_every_CF_has() {
        List<MethodId> two = List.of(new MethodId("ml-kem-1024"), new MethodId("qkd-014"));

        assertThat(Suite.of(two).id()).isEqualTo(new SuiteId("ml-kem-1024+qkd-014"));
        assertThat(Suite.of(two, "sha512-feed").id()).isEqualTo(new SuiteId("ml-kem-1024+qkd-014.sha512-feed"));
    }

    @Test
    void a_name_as_long_as_may_be_is_whole() {
        List<MethodId> two = List.of(method("a", 64), method("b", 63));

        assertThat(Suite.of(two).id().value()).hasSize(LONGEST).isEqualTo(two.get(0) + "+" + two.get(1));
    }

    @Test
    void methods_whose_names_are_longer_together_than_a_suites_name_may_be_are_a_suite_of_their_own() {
        String one = Suite.of(many("-one"), "c".repeat(64)).id().value();
        String other = Suite.of(many("-two"), "c".repeat(64)).id().value();

        assertThat(one).hasSizeLessThanOrEqualTo(LONGEST).startsWith("mmm").contains("+mmm", ".ccc");
        assertThat(one)
                .isEqualTo(Suite.of(many("-one"), "c".repeat(64)).id().value())
                .isNotEqualTo(other)
                .isNotEqualTo(Suite.of(many("-one"), "d".repeat(64)).id().value());
        assertThat(Suite.of(many("-one")).methods()).isEqualTo(many("-one"));
    }
}
