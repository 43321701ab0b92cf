package org.openmfs.agent.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FirstLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"pass wörd", "pass wörd\n", "pass wörd\r\nmore", "\uFEFFpass wörd\nmore"})
    void it_ends_where_the_line_does_and_what_was_read_is_wiped(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);

        assertThat(FirstLine.taking(content)).isEqualTo("pass wörd".toCharArray());
        assertThat(content).containsOnly(0);
    }
}
