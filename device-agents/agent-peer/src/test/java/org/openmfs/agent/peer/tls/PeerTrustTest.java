package org.openmfs.agent.peer.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.identity.RevocationLists;
import org.openmfs.agent.key.CfId;

/** What is demanded of a chain that leads to a known authority. */
final class PeerTrustTest {
    private static final Provider PROVIDER = new BouncyCastleProvider();
    private static final CfId A = new CfId("cf-a");
    private static final GeneralName NAME_OF_A = new GeneralName(GeneralName.uniformResourceIdentifier, A.uri());

    private final PeerTrust trust =
            new PeerTrust(new KnownChain(), RevocationLists::none, Acceptance.only(A), InstantSource.system());

    @Test
    void ML_DSA_65_and_87_certificates_of_the_expected_CF_are_trusted() {
        for (String algorithm : new String[] {"ML-DSA-65", "ML-DSA-87"}) {
            assertThatCode(() -> check(certificate(algorithm, algorithm, NAME_OF_A)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_classical_or_weaker_signature_is_not_trusted() {
        assertThatThrownBy(() -> check(certificate("EC", "SHA256withECDSA", NAME_OF_A)))
                .hasCauseInstanceOf(CertificateException.class)
                .rootCause()
                .hasMessageContaining("not signed with ML-DSA");
        assertThatThrownBy(() -> check(certificate("ML-DSA-44", "ML-DSA-44", NAME_OF_A)))
                .rootCause()
                .hasMessageContaining("not signed with ML-DSA");
    }

    @Test
    void a_classical_certificate_anywhere_in_the_chain_is_not_trusted() {
        assertThatThrownBy(() -> check(
                        certificate("ML-DSA-65", "ML-DSA-65", NAME_OF_A),
                        certificate("EC", "SHA256withECDSA", NAME_OF_A)))
                .rootCause()
                .hasMessageContaining("not signed with ML-DSA");
    }

    @Test
    void a_certificate_with_two_CF_names_is_not_trusted() {
        GeneralName second = new GeneralName(GeneralName.uniformResourceIdentifier, "urn:mfs:cf:cf-b");

        assertThatThrownBy(() -> check(certificate("ML-DSA-65", "ML-DSA-65", NAME_OF_A, second)))
                .rootCause()
                .hasMessageContaining("names 2 CFs");
    }

    @Test
    void another_name_of_type_URI_beside_the_CFs_does_not_matter() {
        GeneralName web = new GeneralName(GeneralName.uniformResourceIdentifier, "https://example.org/");

        assertThatCode(() -> check(certificate("ML-DSA-65", "ML-DSA-65", web, NAME_OF_A)))
                .doesNotThrowAnyException();
    }

    private void check(X509Certificate... chain) throws CertificateException {
        trust.checkClientTrusted(chain, "ignored", (SSLEngine) null);
        trust.checkServerTrusted(chain, "ignored", (SSLEngine) null);
    }

    private static X509Certificate certificate(String keys, String signature, GeneralName... names) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(keys, PROVIDER).generateKeyPair();
        X500Name self = new X500Name("CN=self");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                self, BigInteger.ONE, new Date(0), new Date(Long.MAX_VALUE >> 20), self, pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(signature)
                        .setProvider(PROVIDER)
                        .build(pair.getPrivate())));
    }

    /** Every chain leads to a known authority. */
    private static final class KnownChain extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
