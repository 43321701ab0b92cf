package org.openmfs.controller.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the form of YANG type {@code word} of module mfs-types. */
final class OpenWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "isogeny", "walk.v2", "lattice+code", "x-2.1+b", "9"})
    void every_word_that_a_device_may_say_is_a_reason_and_a_ground(String word) {
        assertThat(new ReasonCode(word)).hasToString(word);
        assertThat(new Ground(word)).hasToString(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "a.", "+", "Abc", "a b", "a_b", "é"})
    void what_is_no_word_is_neither(String text) {
        assertThatThrownBy(() -> new ReasonCode(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ground(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
