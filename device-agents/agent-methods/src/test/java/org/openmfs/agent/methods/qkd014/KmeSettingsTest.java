package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.key.KeyLength;

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

    @Test
    void a_key_of_less_than_128_bits_and_a_patience_of_nothing_are_refused() {
        Duration some = Duration.ofSeconds(1);
        assertThat(settings(KeyLength.bits(128), some, some).length()).isEqualTo(KeyLength.bits(128));
        assertThatThrownBy(() -> settings(KeyLength.bits(120), some, some)).hasMessageContaining("not 120");
        assertThatThrownBy(() -> settings(KeyLength.bits(256), Duration.ZERO, some))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(KeyLength.bits(256), some, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static KmeSettings settings(KeyLength length, Duration connection, Duration answer) {
        return new KmeSettings(
                KmeSettings.QKD_014,
                URI.create("https://kme"),
                OWN,
                peer -> Optional.empty(),
                length,
                connection,
                answer);
    }

    @Test
    void a_key_id_is_a_uuid_and_nothing_else() {
        String id = "412cbf78-472e-48ac-b842-2d54dbab7884";
        assertThat(new KeyExternalId(id).text()).isEqualTo(id);
        for (String other : new String[] {"", id + "0", "412cbf78472e48acb8422d54dbab7884", id.replace('c', 'g')}) {
            assertThatThrownBy(() -> new KeyExternalId(other)).isInstanceOf(IllegalArgumentException.class);
            assertThat(KeyExternalId.parse(other)).isEmpty();
        }
    }

    @Test
    void a_name_that_the_certificate_must_carry_is_not_blank() {
        assertThatThrownBy(() -> new KmeIdentity(KmeIdentity.Kind.SAN_DNS, " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new KmeIdentity(KmeIdentity.Kind.HOST_OF_URI, "").value()).isEmpty();
    }

    @Test
    void the_common_name_is_no_other_part_of_the_subject(@TempDir Path folder) throws Exception {
        X509Certificate certificate =
                new KmeTestFiles(folder).nameless("kme-1, O=kme-2").certificate();

        new KmeIdentity(KmeIdentity.Kind.SUBJECT_CN, "kme-1").check(certificate);
        assertThatThrownBy(() -> new KmeIdentity(KmeIdentity.Kind.SUBJECT_CN, "kme-2").check(certificate))
                .isInstanceOf(CertificateException.class);
    }
}
