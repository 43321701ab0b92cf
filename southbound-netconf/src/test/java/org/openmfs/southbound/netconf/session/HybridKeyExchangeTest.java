package org.openmfs.southbound.netconf.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class HybridKeyExchangeTest {
    @Test
    void a_java_without_ml_kem_is_refused_in_one_line_that_says_what_to_use() {
        assertThatThrownBy(() -> new HybridKeyExchange("SUN"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("SSH with devices needs ML-KEM-768, which provider SUN of this Java \\([^)\\n]+\\) "
                        + "does not have: use Java 25 or newer");
        assertThatThrownBy(() -> new HybridKeyExchange("no-such-provider"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("provider no-such-provider of this Java");
    }

    @Test
    void a_ciphertext_of_another_length_is_refused_as_the_library_expects_it() {
        MlKemClient client = new MlKemClient("SunJCE");
        client.init();

        assertThat(client.getPublicKey()).hasSize(1184);
        for (int length : new int[] {0, 1087, 1089}) {
            assertThatThrownBy(() -> client.extractSecret(new byte[length]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the device's ML-KEM-768 ciphertext: ");
        }
    }

    @Test
    void every_key_exchange_has_a_key_pair_of_its_own() {
        MlKemClient one = new MlKemClient("SunJCE");
        MlKemClient other = new MlKemClient("SunJCE");
        one.init();
        other.init();

        assertThat(one.getPublicKey()).isNotEqualTo(other.getPublicKey());
    }
}
