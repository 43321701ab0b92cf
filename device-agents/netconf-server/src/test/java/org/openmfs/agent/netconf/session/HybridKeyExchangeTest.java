package org.openmfs.agent.netconf.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.KEM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HybridKeyExchangeTest {
    private static final int KEY_OCTETS = 1184;

    @ParameterizedTest
    @ValueSource(strings = {"SUN", "no-such-provider"})
    void a_java_without_ml_kem_is_refused_in_one_line_that_says_what_to_use(String provider) {
        assertThatThrownBy(() -> new HybridKeyExchange(provider))
                .isInstanceOf(NoSuchAlgorithmException.class)
                .hasMessageMatching("SSH needs ML-KEM-768, which provider " + provider
                        + " of this Java \\([^)\\n]+\\) does not have: use Java 25 or newer");
    }

    @Test
    void the_secret_is_the_one_that_the_owner_of_the_key_opens_and_what_is_behind_the_key_is_handed_back()
            throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
        byte[] behind = {1, 2, 3};
        MlKemServer server = new MlKemServer("SunJCE");

        byte[] rest = server.init(keys(pair, behind));

        byte[] opened = KEM.getInstance("ML-KEM-768")
                .newDecapsulator(pair.getPrivate())
                .decapsulate(server.getEncapsulation())
                .getEncoded();
        assertThat(rest).isEqualTo(behind);
        assertThat(server.getSecret()).isEqualTo(opened).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, KEY_OCTETS - 1})
    void keys_that_are_too_short_are_refused_as_the_library_expects_it(int octets) {
        assertThatThrownBy(() -> new MlKemServer("SunJCE").init(new byte[octets]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the client's keys: " + octets + " octets, expected 1184 or more");
    }

    @Test
    void a_key_with_coefficients_out_of_range_is_refused_as_the_library_expects_it() {
        byte[] ones = new byte[KEY_OCTETS + 32];
        Arrays.fill(ones, (byte) 0xff);

        assertThatThrownBy(() -> new MlKemServer("SunJCE").init(ones))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the client's ML-KEM-768 key: ");
    }

    private static byte[] keys(KeyPair pair, byte[] behind) {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] keys = Arrays.copyOfRange(encoded, encoded.length - KEY_OCTETS, encoded.length + behind.length);
        System.arraycopy(behind, 0, keys, KEY_OCTETS, behind.length);
        return keys;
    }
}
