package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KmeSettingsTest {
    private static final SaeId OWN = new SaeId("own");

    @ParameterizedTest
    @ValueSource(
            strings = {"http://kme:1", "https:///", "kme:1", "https://me@kme", "https://kme/?a=b", "https://kme/#a"})
    void a_KME_is_reached_by_https_at_a_host_and_nothing_besides_a_path(String uri) {
        assertThatThrownBy(() -> KmeSettings.of(URI.create(uri), OWN, peer -> Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"sae, sae", "a/b, a%2Fb", "a+b%, a%2Bb%25", ".., %2E%2E", "*~, %2A%7E"})
    void an_SAE_id_is_one_segment_of_the_path(String id, String segment) {
        KmeSettings settings = KmeSettings.of(URI.create("https://kme:8443/"), OWN, peer -> Optional.empty());

        assertThat(settings.address(new SaeId(id), "enc_keys"))
                .hasToString("https://kme:8443/api/v1/keys/" + segment + "/enc_keys");
    }

    @ParameterizedTest
    @CsvSource({
        "https://kme/kme1, /kme1/api/v1/keys/sae/status",
        "https://kme/kme1/, /kme1/api/v1/keys/sae/status",
        "https://kme/a/b%20c/, /a/b%20c/api/v1/keys/sae/status",
        "https://kme, /api/v1/keys/sae/status"
    })
    void a_KME_may_be_below_a_path(String uri, String path) {
        KmeSettings settings = KmeSettings.of(URI.create(uri), OWN, peer -> Optional.empty());

        assertThat(settings.address(new SaeId("sae"), "status")).hasToString("https://kme" + path);
    }

    @Test
    void an_SAE_id_has_no_blanks_and_no_control_characters() {
        for (String id : new String[] {"", "a b", "a\n", "é", "a".repeat(257)}) {
            assertThatThrownBy(() -> new SaeId(id)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
