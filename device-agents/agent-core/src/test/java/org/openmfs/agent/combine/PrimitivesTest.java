package org.openmfs.agent.combine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;

/**
 * The primitives against numbers computed apart from this code.
 *
 * <p>CatKDF of ETSI TS 103 744 with HKDF-SHA-384 is extract and expand as used here: salt = label, IKM = psk || k1 || k2,
 * info = SHA-384(LV(ctx) || LV(MA) || LV(MB)) with k1 = 00..1f, k2 = 20..3f, psk = 40..5f, ctx "mfs-ctx", MA "MA-bytes",
 * MB "MB-bytes", label "mfs-label", 48 octets (computed in Python from the formula).
 */
final class PrimitivesTest {
    private static final String CAT_KDF_SHA384 =
            "1d9ffcd61162665bb1295f43e34cd274bb251c5326ccdc9e9eacafd21cb9fdec" + "92ae9b057f4f0241bdfdd5d5fdf29745";

    @Test
    void F7_extract_and_expand_give_the_known_answer_of_cat_kdf_with_sha384() {
        byte[] context = Primitives.sha384(new LengthPrefixed()
                .add("mfs-ctx")
                .add("MA-bytes")
                .add("MB-bytes")
                .octets());
        try (KeyMaterial psk = counting(64);
                KeyMaterial first = counting(0);
                KeyMaterial second = counting(32);
                KeyMaterial prk = Primitives.extract(ascii("mfs-label"), List.of(psk, first, second));
                KeyMaterial key = Primitives.expand(prk, context, KeyLength.bits(384))) {
            assertThat(shown(key)).isEqualTo(CAT_KDF_SHA384);
        }
    }

    /** The empty message, SHA-384: FIPS 180-4 example. */
    @Test
    void hash_is_sha384() {
        assertThat(HexFormat.of().formatHex(Primitives.sha384(new byte[0])))
                .startsWith("38b060a751ac96384cd9327eb1b1e36a21fdb71114be0743");
    }

    /** RFC 4231, test case 2. */
    @Test
    void mac_is_hmac_sha384() {
        try (KeyMaterial key = KeyMaterial.taking(ascii("Jefe"))) {
            byte[] tag = Primitives.hmac(key, ascii("what do ya want for nothing?"));

            assertThat(HexFormat.of().formatHex(tag))
                    .isEqualTo("af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                            + "8e2240ca5e69e2c78b3239ecfab21649");
        }
    }

    @Test
    void length_prefixes_keep_apart_what_concatenation_would_confuse() {
        assertThat(new LengthPrefixed().add("ab").add("c").octets())
                .isNotEqualTo(new LengthPrefixed().add("a").add("bc").octets());
        assertThat(new LengthPrefixed().add("ab").octets()).isEqualTo(new byte[] {0, 0, 0, 2, 'a', 'b'});
    }

    private static KeyMaterial counting(int from) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return Taken.of(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ReadsSecret("compares the result with the known answer")
    private static String shown(KeyMaterial key) {
        return key.lend(bytes -> HexFormat.of().formatHex(bytes));
    }
}
