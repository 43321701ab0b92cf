package org.openmfs.controller.model.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates of authorities in the PEM texts that other tools leave behind. */
final class AuthorityTextTest {
    private static final String WEST = text("west");
    private static final String EAST = text("east");
    private static final String OTHER_BLOCK =
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

    private static String text(String name) {
        try (InputStream file = AuthorityTextTest.class.getResourceAsStream("/pem/" + name + ".pem")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a tool makes, and how many certificates are in it. */
    private record Made(String how, String text, int certificates) {
        @Override
        public String toString() {
            return how;
        }
    }

    static Stream<Made> texts() {
        return Stream.of(
                new Made("one after the other", WEST + EAST, 2),
                new Made("put together where the first has no line end", WEST.strip() + EAST, 2),
                new Made("another block before", OTHER_BLOCK + WEST, 1),
                new Made("another block after", WEST + OTHER_BLOCK + EAST, 2),
                new Made("text with dashes before", "subject=CN=west--a-----b\n" + WEST, 1),
                new Made("a byte order mark before", "\uFEFF" + WEST, 1),
                new Made("a comment after", WEST + "# the end -----\n", 1),
                new Made("blanks before each line", WEST.indent(4), 1),
                new Made("lines that end as on Windows", (WEST + EAST).replace("\n", "\r\n"), 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void certificates_are_found_whatever_stands_between_them(Made made) {
        assertThat(AuthorityText.certificates(made.text()))
                .doesNotHaveDuplicates()
                .hasSize(made.certificates());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----",
                "-----END CERTIFICATE----------BEGIN CERTIFICATE-----"
            })
    void what_holds_no_whole_certificate_is_refused(String text) {
        assertThatThrownBy(() -> AuthorityText.certificates(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("certificate-authority");
        assertThatThrownBy(() -> AuthorityText.certificates(WEST + "-----BEGIN CERTIFICATE-----\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
