package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a line of the file. */
final class PskTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"hex:0102fe", "base64:AQL+"})
    void the_text_of_a_key_is_wiped_when_it_was_read(String text) throws Exception {
        byte[] value = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(PskTable.decode(value, 1)).containsExactly(1, 2, 0xFE);

        assertThat(value).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hex:01020", "hex:01xy", "base64:A", "0102fe"})
    void the_text_of_what_is_no_key_is_wiped_too(String text) {
        byte[] value = text.getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> PskTable.decode(value, 1)).isInstanceOf(PskTable.BadLine.class);

        assertThat(value).containsOnly(0);
    }
}
