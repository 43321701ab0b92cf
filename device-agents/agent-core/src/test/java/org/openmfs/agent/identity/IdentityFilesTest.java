package org.openmfs.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is wrong with certificates and a key, before they are used. */
final class IdentityFilesTest {
    private static final Path CERTIFICATES = Path.of("cf.pem");
    private static final Path KEY = Path.of("cf.key");
    private static final Instant NOW = SmallAuthority.NOW;
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(101));
    private static final Instant AFTER = NOW.plus(Duration.ofDays(3001));

    private static SmallAuthority root;
    private static SmallAuthority namesake;
    private static SmallAuthority other;
    private static SmallAuthority middle;
    private static SmallAuthority cf;

    @BeforeAll
    static void issue() throws Exception {
        root = SmallAuthority.root("root");
        namesake = SmallAuthority.root("root");
        other = SmallAuthority.root("other");
        middle = root.below("middle", 5);
        cf = middle.below("cf-a", 6);
    }

    @Test
    void a_key_that_belongs_to_a_chain_in_order_has_no_fault() {
        IdentityFiles files = files(cf, cf.certificate(), middle.certificate());

        assertThat(files.faults(NOW)).isEmpty();
        assertThat(files.faults(SmallAuthority.PROVIDER, NOW)).isEmpty();
        assertThat(files.lives()).hasSize(2);
    }

    @Test
    void each_fault_is_a_line_that_names_the_file() {
        assertThat(files(middle, cf.certificate(), middle.certificate()).faults(NOW))
                .containsExactly("cf.key: the key does not belong to the certificate in cf.pem");
        assertThat(files(cf, cf.certificate(), middle.certificate(), namesake.certificate())
                        .faults(NOW))
                .containsExactly("cf.pem: certificate 3 is not the issuer of certificate 2; expected this CF's"
                        + " certificate first, then each one's issuer");
        assertThat(files(cf, cf.certificate(), middle.certificate()).faults(AFTER))
                .hasSize(2)
                .allMatch(fault -> fault.contains("cf.pem"));
    }

    @Test
    void a_provider_that_is_named_finds_the_same_faults() {
        IdentityFiles files = files(middle, cf.certificate(), middle.certificate());

        assertThat(files.faults(SmallAuthority.PROVIDER, NOW)).hasSize(1).isEqualTo(files.faults(NOW));
    }

    @Test
    void a_chain_is_as_long_in_a_handshake_as_its_certificates_and_what_is_around_them() throws Exception {
        int lengths =
                cf.certificate().getEncoded().length + middle.certificate().getEncoded().length;

        assertThat(files(cf, cf.certificate(), middle.certificate()).handshakeOctets())
                .isEqualTo(8 + 2 * 5 + lengths);
    }

    @Test
    void a_chain_that_ends_at_no_authority_of_the_file_says_at_which_it_ends() {
        IdentityFiles files = files(cf, cf.certificate(), middle.certificate());
        Path authorities = Path.of("ca.pem");

        assertThat(files.origin(List.of(root.certificate()), authorities)).isEmpty();
        assertThat(files.origin(List.of(namesake.certificate(), root.certificate()), authorities))
                .isEmpty();
        assertThat(files.origin(List.of(middle.certificate()), authorities)).isEmpty();
        assertThat(files.origin(List.of(), authorities))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("cf.pem: the certificate of CN=cf-a comes from an unknown authority, CN=root;")
                        .endsWith("ca.pem does not hold it"));
        assertThat(files.origin(List.of(namesake.certificate()), authorities))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("which is not the known one of that name: it has another key"));
        assertThat(files.origin(List.of(other.certificate()), authorities))
                .hasValueSatisfying(text -> assertThat(text).doesNotContain("another key"));
    }

    @Test
    void a_file_without_certificates_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdentityFiles(CERTIFICATES, KEY, List.of(), cf.key()))
                .withMessage("cf.pem holds no certificate");
    }

    @Test
    void a_chain_s_dates_are_told_with_whom_they_concern() {
        List<X509Certificate> chain = List.of(cf.certificate(), middle.certificate());

        assertThat(ChainFault.date("cf-a", chain, NOW)).isEmpty();
        assertThat(ChainFault.date("cf-a", chain, AFTER)).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(ChainFault.Kind.EXPIRED);
            assertThat(fault.getMessage()).startsWith("the certificate of cf-a expired on ");
        });
        assertThat(ChainFault.date("cf-a", chain, BEFORE)).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(ChainFault.Kind.NOT_YET_VALID);
            assertThat(fault.getMessage()).contains("is not valid before ", "compare the clocks");
        });
        Instant until = cf.certificate().getNotAfter().toInstant();
        Instant from = cf.certificate().getNotBefore().toInstant();
        assertThat(ChainFault.date("cf-a", chain, until)).isEmpty();
        assertThat(ChainFault.date("cf-a", chain, from)).isEmpty();
    }

    @Test
    void why_a_trust_manager_refused_is_told_by_dates_then_by_origin_then_by_its_own_words() {
        X509Certificate[] chain = {cf.certificate(), middle.certificate()};
        CertificateException refusal = new CertificateException("no path");
        CertificateException caused = new CertificateException("outer", new IllegalStateException("inner"));

        assertThat(ChainFault.of(refusal, "cf-a", chain, List.of(), AFTER).kind())
                .isEqualTo(ChainFault.Kind.EXPIRED);
        ChainFault unknown = ChainFault.of(refusal, "cf-a", chain, List.of(), NOW);
        assertThat(unknown.kind()).isEqualTo(ChainFault.Kind.UNKNOWN_AUTHORITY);
        assertThat(unknown).hasCause(refusal);
        ChainFault unusable = ChainFault.of(caused, "cf-a", chain, List.of(root.certificate()), NOW);
        assertThat(unusable.kind()).isEqualTo(ChainFault.Kind.UNUSABLE);
        assertThat(unusable).hasMessage("the certificate of cf-a cannot be used: inner");
        assertThat(ChainFault.of(refusal, "cf-a", chain, List.of(root.certificate()), NOW))
                .hasMessage("the certificate of cf-a cannot be used: no path");
    }

    @Test
    void an_alert_is_known_in_the_message_of_a_library() {
        assertThat(TlsAlert.in("Received fatal alert: certificate_revoked")).contains(TlsAlert.CERTIFICATE_REVOKED);
        assertThat(TlsAlert.in("Received fatal alert: no_such_alert")).isEmpty();
        assertThat(TlsAlert.UNKNOWN_CA.sentBy("the peer")).startsWith("the peer refuses our certificate");
    }

    @Test
    void an_unusable_identity_tells_every_fault() {
        UnusableIdentity both = new UnusableIdentity(List.of("one", "other"));

        assertThat(both).hasMessage("one; other");
        assertThat(both.faults()).containsExactly("one", "other");
    }

    @Test
    void a_certificate_is_unusable_before_and_after_its_time() {
        assertThat(Life.Stage.NOT_YET_VALID.unusable()).isTrue();
        assertThat(Life.Stage.ENDED.unusable()).isTrue();
        assertThat(Life.Stage.GOOD.unusable()).isFalse();
        assertThat(Life.Stage.ENDS_SOON.unusable()).isFalse();
        assertThat(Life.Stage.ENDS_VERY_SOON.unusable()).isFalse();
    }

    private static IdentityFiles files(SmallAuthority key, X509Certificate... chain) {
        return new IdentityFiles(CERTIFICATES, KEY, List.of(chain), key.key());
    }
}
