package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.MethodFailure;

/**
 * The secret of one exchange against values computed in Python with {@code hmac} and {@code hashlib} alone, from this
 * recipe:
 *
 * <pre>
 * L(*x) = b''.join(pack('>I', len(v)) + v for v in x)
 * text(i) = L(b'MFS-PS-v1/psk-hmac', b'00112233445566778899aabbccddeeff', b'cf-a', b'cf-b', i, b'\xaa'*32, b'\xbb'*32)
 * hmac.new(b'\x11'*32, text(b'one'), hashlib.sha256)
 * hmac.new(bytes(i % 256 for i in range(512)), text(b'long-2026'), hashlib.sha256)
 * </pre>
 */
final class PskDerivationTest {
    /** The first of these values, for a key of 32 octets 11 called one. */
    static final String OF_ONES = "2e1865924ece032fd3a65c8b2e953e406383293d60574d0ef813df208cb2054a";

    private static final String OF_LONG = "2c98bf73ae7816c92d6e5179fce085551d86546dcb198190639600b135430382";

    @Test
    void the_secret_is_the_HMAC_that_the_protocol_describes() throws MethodFailure {
        assertThat(secret("one", filled(0x11, 32))).isEqualTo(OF_ONES);
    }

    @Test
    void a_key_of_4096_bits_is_taken_whole() throws MethodFailure {
        byte[] key = new byte[512];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        assertThat(secret("long-2026", key)).isEqualTo(OF_LONG);
    }

    private static String secret(String id, byte[] key) throws MethodFailure {
        try (KeyMaterial owned = KeyMaterial.taking(key);
                SharedKey psk = new KeyInMemory(new PskId(id), new CfId("cf-b"), owned)) {
            return secret(psk);
        }
    }

    /** The secret of the exchange in the recipe, under this key. */
    @ReadsSecret("compares with a value computed by another implementation")
    static String secret(SharedKey psk) throws MethodFailure {
        ExchangeContext context =
                new ExchangeContext(new KeyId("00112233445566778899aabbccddeeff"), new CfId("cf-a"), new CfId("cf-b"));
        try (KeyMaterial secret = PskDerivation.secret(psk, context, filled(0xaa, 32), filled(0xbb, 32))) {
            assertThat(secret.length()).isEqualTo(PskDerivation.SECRET);
            return secret.lend(HexFormat.of()::formatHex);
        }
    }

    private static byte[] filled(int value, int octets) {
        byte[] bytes = new byte[octets];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
