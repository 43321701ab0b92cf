package org.openmfs.agent.methods.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.api.Test;

/** BouncyCastle's ML-DSA accepts and refuses what NIST says; peers' certificates rest on it. */
final class KnownSignatureAnswersTest {
    /** NIST's samples are of the inner algorithm (FIPS 204, algorithm 8), which puts nothing before the message. */
    private static final class Inner extends MLDSASigner {
        boolean accepts(byte[] message, byte[] signature) {
            return internalVerifySignature(message, signature);
        }
    }

    @Test
    void ml_dsa_87_accepts_and_refuses_as_published() throws IOException {
        List<KnownAnswer> answers = KnownAnswer.of("mldsa/ML-DSA-87-sigVer.txt");

        assertThat(answers).hasSize(6);
        for (KnownAnswer answer : answers) {
            Inner inner = new Inner();
            inner.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_87, answer.octets("pk")));

            assertThat(inner.accepts(answer.octets("message"), answer.octets("signature")))
                    .describedAs("case %s", answer.values().get("tcid"))
                    .isEqualTo(Boolean.parseBoolean(answer.values().get("testpassed")));
        }
    }
}
