package org.openmfs.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Values and words that two CFs say to each other, each by itself. */
final class ProtocolWordsTest {
    @Test
    void octets_are_compared_by_value_and_64_at_most() {
        byte[] value = {1, 2};
        Octets octets = new Octets(value);
        value[0] = 9;
        octets.value()[1] = 9;

        assertThat(octets.value()).containsExactly(1, 2);
        assertThat(octets).isEqualTo(new Octets(new byte[] {1, 2})).isNotEqualTo(new Octets(new byte[] {1, 3}));
        assertThat(octets.hashCode())
                .isEqualTo(new Octets(new byte[] {1, 2}).hashCode())
                .isNotZero();
        assertThat(octets).hasToString("0102").isNotEqualTo("0102");
        assertThat(octets.provedBy(new Octets(new byte[] {1, 2}))).isTrue();
        assertThat(octets.provedBy(new Octets(new byte[] {1, 3}))).isFalse();
        assertThat(new Octets(new byte[64]).value()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new Octets(new byte[65]));
    }

    @Test
    void a_cause_is_known_by_its_word_and_any_other_word_is_another_cause() {
        for (RetireCause cause : RetireCause.values()) {
            assertThat(RetireCause.of(cause.word())).isEqualTo(cause);
        }
        assertThat(RetireCause.WITHDRAWN.word()).isEqualTo("withdrawn");
        assertThat(RetireCause.of("vendors-own")).isEqualTo(RetireCause.OTHER);
    }
}
