package org.openmfs.northbound.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sealed values against one that another implementation made, and against those that are none. */
final class SealTest {
    private static final String PLACE = "/mfs-network:devices/device=alice/password";
    private static final String PASSPHRASE = "Pässword-phrase";
    /** Made by Python's hashlib and cryptography (OpenSSL): salt 00…0f, nonce 10…1b. */
    private static final String KNOWN = "pbkdf2-hmac-sha512.600000.AAECAwQFBgcICQoLDA0ODw.EBESExQVFhcYGRob"
            + ".7X6TtGHEtVt0cHjOq_LfkGE1YBCiv63agwY";

    private final Seal seal = new Seal(PASSPHRASE.toCharArray());

    @Test
    void what_another_implementation_sealed_is_opened() {
        assertThat(seal.open(PLACE, KNOWN)).contains("geheim ✓");
    }

    @Test
    void another_passphrase_place_or_value_opens_nothing() {
        assertThat(new Seal("another phrase".toCharArray()).open(PLACE, KNOWN)).isEmpty();
        assertThat(seal.open(PLACE.replace("alice", "bob"), KNOWN)).isEmpty();
        assertThat(seal.open(PLACE, KNOWN.replace("7X6T", "7X6U"))).isEmpty();
    }

    @Test
    void the_same_secret_is_never_sealed_the_same() {
        String one = seal.seal(PLACE, "secret");

        assertThat(one).doesNotContain("secret").isNotEqualTo(seal.seal(PLACE, "secret"));
        assertThat(seal.open(PLACE, one)).contains("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "pbkdf2-hmac-sha512.0.AAAA.EBESExQVFhcYGRob.AAAA",
                "pbkdf2-hmac-sha512.999999999.AAAA.EBESExQVFhcYGRob.AAAA",
                "pbkdf2-hmac-sha512.1.AAAA.AAAA.AAAA",
                "pbkdf2-hmac-sha1.1.AAAA.EBESExQVFhcYGRob.AAAA",
                "pbkdf2-hmac-sha512.1.AAAA.EBESExQVFhcYGRob.A"
            })
    void what_is_no_sealed_value_is_told_apart(String text) {
        assertThat(Seal.isSealed(text)).isFalse();
        assertThat(seal.open(PLACE, text)).isEmpty();
    }
}
