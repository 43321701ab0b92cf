package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.TestIdentities;
import org.openmfs.agent.peer.tls.RawTls;

/** Who may not speak to this CF, and that TLS already says so. */
final class RefusalsTest {
    private static final CfId A = new CfId("cf-a");
    private static final CfId B = new CfId("cf-b");
    private static final CfId C = new CfId("cf-c");

    @TempDir
    private static Path folder;

    private static TestIdentities identities;
    private static Credentials ofA;

    private GrpcPeerLink link;

    @BeforeAll
    static void makeAuthority() throws IOException {
        identities = new TestIdentities(Files.createDirectory(folder.resolve("ours")));
        ofA = identities.of(A);
    }

    /** B listens and knows A and C; C's name comes after B's, so that C must be called and may not call. */
    @BeforeEach
    void start() throws IOException {
        link = new GrpcPeerLink(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                identities.tls(B),
                LinkTimes.standard(),
                LinkLimits.standard(),
                new Random(5));
        RecordingReceiver nobody = new RecordingReceiver();
        link.setPeer(A, new PeerAddress("127.0.0.1", 9));
        link.setPeer(C, new PeerAddress("127.0.0.1", 9));
        link.start(nobody);
    }

    @AfterEach
    void stop() {
        link.close();
    }

    @Test
    void the_known_peer_with_the_right_certificate_and_group_is_let_in() throws Exception {
        assertThat(new RawTls().as(ofA).refusal(link.port(), ofA)).isEmpty();
    }

    @Test
    void a_client_without_certificate_is_refused() throws Exception {
        assertThat(new RawTls().refusal(link.port(), ofA).orElseThrow())
                .containsAnyOf("certificate_required(116)", RawTls.BROKEN);
    }

    @Test
    void a_client_of_another_authority_is_refused() throws Exception {
        TestIdentities strangers = new TestIdentities(Files.createDirectory(folder.resolve("strangers")));

        assertThat(new RawTls().as(strangers.of(A)).refusal(link.port(), ofA)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x25519", "secp256r1", "secp384r1", "MLKEM768", "SecP256r1MLKEM768"})
    void a_client_without_the_hybrid_group_is_refused(String group) throws Exception {
        assertThat(new RawTls().as(ofA).groups(group).refusal(link.port(), ofA).orElseThrow())
                .contains("handshake_failure(40)");
    }

    @Test
    void a_client_of_TLS_1_2_is_refused() throws Exception {
        assertThat(new RawTls().as(ofA).version("TLSv1.2").refusal(link.port(), ofA))
                .isPresent();
    }

    @Test
    void a_client_that_wants_a_weaker_ML_DSA_is_refused() throws Exception {
        assertThat(new RawTls()
                        .as(ofA)
                        .schemes("mldsa44")
                        .refusal(link.port(), ofA)
                        .orElseThrow())
                .contains("handshake_failure(40)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"urn:mfs:cf:cf-z", "urn:mfs:cf:", "urn:mfs:cf:-", "urn:mfs:cf:cf-a/x", "URN:MFS:CF:cf-a", "cf-a"
            })
    void a_certificate_that_names_another_CF_or_none_is_refused(String uri) throws Exception {
        String file = "odd-" + Integer.toHexString(uri.hashCode());
        Credentials odd = identities.odd(file, new GeneralName(GeneralName.uniformResourceIdentifier, uri));

        assertThat(new RawTls().as(odd).refusal(link.port(), ofA).orElseThrow())
                .containsAnyOf("access_denied(49)", "certificate_unknown(46)", RawTls.BROKEN);
    }

    @Test
    void a_name_at_another_place_in_the_certificate_does_not_count() throws Exception {
        Credentials odd = identities.odd("odd-dns", new GeneralName(GeneralName.dNSName, "cf-a"));

        assertThat(new RawTls().as(odd).refusal(link.port(), ofA)).isPresent();
    }

    @Test
    void a_peer_whom_we_call_may_not_call_us() throws Exception {
        assertThat(new RawTls().as(identities.of(C)).refusal(link.port(), ofA)).isPresent();
        assertThat(link.refusedCallers()).isEqualTo(1);
    }

    @Test
    @Timeout(30)
    void a_peer_that_was_removed_is_refused_in_the_handshake() throws Exception {
        link.removePeer(A);
        link.removePeer(C);
        while (!link.states().isEmpty()) {
            Thread.onSpinWait();
        }

        assertThat(new RawTls().as(ofA).refusal(link.port(), ofA)).isPresent();
    }
}
