package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;

/** The names of pre-shared keys, and lines of their file. */
final class PskWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a b", "a/b", "é"})
    void what_is_no_name_names_no_key_and_no_peer_may_send_it(String text) {
        assertThatThrownBy(() -> new PskId(text)).isInstanceOf(IllegalArgumentException.class);

        byte[] name = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] offer = ByteBuffer.allocate(1 + name.length + PskDerivation.NONCE_OCTETS)
                .put((byte) name.length)
                .put(name)
                .array();
        assertThat(catchThrowableOfType(MethodFailure.class, () -> PskOffer.read(new MethodMessage(offer)))
                        .reason())
                .isEqualTo(MethodFailure.Reason.PEER_MESSAGE);
    }

    @Test
    void each_wrong_line_of_a_file_is_told_with_its_number(@TempDir Path folder) throws Exception {
        Path file = PskLines.file(
                folder.resolve("psk"), "one cf-b hex:", "two cf-b base64", "three cf-b hex:" + "11".repeat(32));

        assertThat(PskFile.faultsOf(file))
                .extracting(PskFault::place, PskFault::what)
                .containsExactly(
                        tuple("line 1", "a key has 256 to 4096 bits, not 0"),
                        tuple("line 2", "a key begins with hex: or base64:"));
    }
}
