package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.PasswordCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PinFileTest {
    private final PasswordCallback asked = new PasswordCallback("PIN: ", false);

    private Path file;
    private PinFile pin;

    @BeforeEach
    void write(@TempDir Path folder) throws Exception {
        file = PskLines.file(folder.resolve("pin"), "1234", "a note");
        pin = new PinFile(file);
    }

    @Test
    void the_first_line_is_shown() throws Exception {
        pin.handle(new Callback[] {asked});

        assertThat(asked.getPassword()).isEqualTo("1234".toCharArray());
    }

    @Test
    void letters_beyond_ascii_are_shown_as_the_octets_of_utf_8() throws Exception {
        PskLines.file(file, "p\u00ecn");

        pin.handle(new Callback[] {asked});

        assertThat(asked.getPassword()).isEqualTo(new char[] {'p', 0xc3, 0xac, 'n'});
    }

    @Test
    void a_pin_that_was_refused_is_not_shown_again_until_the_file_changes() throws Exception {
        pin.handle(new Callback[] {asked});
        String told = pin.refused("mfs", "CKR_PIN_INCORRECT").getMessage();
        PasswordCallback again = new PasswordCallback("PIN: ", false);

        assertThatThrownBy(() -> pin.handle(new Callback[] {again})).hasMessage(told);
        assertThat(again.getPassword()).isNull();

        PskLines.file(file, "12345");
        pin.handle(new Callback[] {again});
        assertThat(again.getPassword()).isEqualTo("12345".toCharArray());
    }
}
