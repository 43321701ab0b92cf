package org.openmfs.controller.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CleanTextTest {
    @ParameterizedTest
    @CsvSource({
        "java.lang.IllegalArgumentException: no such port, no such port",
        "org.opendaylight.yangtools.yang.data.tree.Foo$Bar@1f2e failed, failed",
        "NullPointerException, ''",
        "lock held by 10.0.0.1, lock held by 10.0.0.1",
        "suite ml-kem-1024+qkd-014 is below the floor, suite ml-kem-1024+qkd-014 is below the floor",
    })
    void class_names_are_left_out(String said, String shown) {
        assertThat(CleanText.of(said)).isEqualTo(shown);
    }

    @Test
    void what_a_device_says_stays_one_short_line() {
        assertThat(CleanText.of("one\r\n\ttwo\u0007three")).isEqualTo("one two three");
        assertThat(CleanText.of("x".repeat(1_000_000))).hasSizeLessThan(500);
    }
}
