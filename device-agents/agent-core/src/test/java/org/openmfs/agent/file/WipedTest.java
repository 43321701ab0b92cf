package org.openmfs.agent.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class WipedTest {
    @Test
    void what_was_used_is_wiped_and_its_use_has_its_result() {
        byte[] octets = {1, 2};
        char[] letters = {'a', 'b'};

        assertThat(Wiped.<Integer, RuntimeException>after(octets, secret -> secret[0] + secret[1]))
                .isEqualTo(3);
        assertThat(Wiped.<String, RuntimeException>after(letters, String::new)).isEqualTo("ab");

        assertThat(octets).containsOnly(0);
        assertThat(letters).containsOnly('\0');
    }

    @Test
    void what_could_not_be_used_is_wiped_too() {
        byte[] octets = {1, 2};
        char[] letters = {'a', 'b'};

        assertThatThrownBy(() -> Wiped.after(octets, WipedTest::fail)).hasMessage("unusable");
        assertThatThrownBy(() -> Wiped.after(letters, WipedTest::fail)).hasMessage("unusable");

        assertThat(octets).containsOnly(0);
        assertThat(letters).containsOnly('\0');
    }

    private static <S> boolean fail(S secret) throws IOException {
        throw new IOException("unusable");
    }
}
