package org.openmfs.agent.peer.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.TestIdentities;

/** A stream outlives the renewal of a certificate, and what is said over it is signed by the one that it came up with. */
final class FormerCertificatesTest {
    private static final CfId A = new CfId("cf-a");
    private static final byte[] TEXT = "what was said".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private TestIdentities identities;
    private Credentials.Pem files;
    private PeerTls tls;
    private X509Certificate first;

    @BeforeEach
    void read() throws Exception {
        identities = new TestIdentities(folder);
        files = identities.of(A);
        tls = new PeerTls(files, Clock.systemUTC());
        first = certificate();
    }

    private X509Certificate certificate() throws Exception {
        try (var in = Files.newInputStream(files.certificates())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                    .generateCertificate(in);
        }
    }

    @Test
    void a_former_certificate_signs_on_when_the_files_are_read_again_without_another_one() throws Exception {
        identities.renew(A);
        assertThat(tls.look()).isTrue();
        Files.setLastModifiedTime(files.authorities(), FileTime.from(Instant.EPOCH));
        assertThat(tls.look()).isTrue();

        assertThat(signsWell(first)).isTrue();
        assertThat(signsWell(certificate())).isTrue();
    }

    @Test
    void it_signs_on_after_the_next_renewal_too() throws Exception {
        for (int renewal = 0; renewal < 3; renewal++) {
            identities.renew(A);
            assertThat(tls.look()).isTrue();
        }

        assertThat(signsWell(first)).isTrue();
        assertThat(signsWell(certificate())).isTrue();
    }

    private boolean signsWell(X509Certificate by) {
        return tls.sign(by, TEXT)
                .filter(signature -> tls.verify(by, TEXT, signature))
                .isPresent();
    }
}
