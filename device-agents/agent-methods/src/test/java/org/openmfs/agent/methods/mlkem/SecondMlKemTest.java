package org.openmfs.agent.methods.mlkem;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.ResponderExchange;

/** The JDK's ML-KEM against BouncyCastle's, each in both roles. */
final class SecondMlKemTest {
    private static final int ROUNDS = 20;

    private final SecureRandom random = new SecureRandom();
    private final ExchangeContext context = new ExchangeContext(KeyId.random(random), new CfId("a"), new CfId("b"));

    @ParameterizedTest
    @EnumSource(MlKemSet.class)
    @ReadsSecret("compares two implementations")
    void L11_another_implementation_may_respond(MlKemSet set) throws MethodFailure {
        for (int i = 0; i < ROUNDS; i++) {
            try (InitiatorExchange exchange = new MlKem(set, random).initiate(context)) {
                MLKEMPublicKeyParameters offered = new MLKEMPublicKeyParameters(
                        parameters(set), exchange.offer().body());
                SecretWithEncapsulation other = new MLKEMGenerator(random).generateEncapsulated(offered);
                try (KeyMaterial secret = exchange.complete(new MethodMessage(other.getEncapsulation()))) {
                    assertThat(secret.<byte[]>lend(byte[]::clone)).isEqualTo(other.getSecret());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MlKemSet.class)
    @ReadsSecret("compares two implementations")
    void L11_another_implementation_may_initiate(MlKemSet set) throws MethodFailure {
        MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
        generator.init(new MLKEMKeyGenerationParameters(random, parameters(set)));
        for (int i = 0; i < ROUNDS; i++) {
            AsymmetricCipherKeyPair pair = generator.generateKeyPair();
            byte[] offer = ((MLKEMPublicKeyParameters) pair.getPublic()).getEncoded();
            MLKEMExtractor other = new MLKEMExtractor((MLKEMPrivateKeyParameters) pair.getPrivate());
            try (ResponderExchange answered = new MlKem(set, random).respond(context, new MethodMessage(offer))) {
                assertThat(answered.secret().<byte[]>lend(byte[]::clone))
                        .isEqualTo(other.extractSecret(answered.answer().body()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MlKemSet.class)
    void a_forged_ciphertext_yields_another_secret_and_no_error(MlKemSet set) throws MethodFailure {
        MlKem method = new MlKem(set, random);
        try (InitiatorExchange exchange = method.initiate(context);
                ResponderExchange answered = method.respond(context, exchange.offer())) {
            byte[] forged = answered.answer().body();
            forged[random.nextInt(forged.length)] ^= 1;
            try (KeyMaterial secret = exchange.complete(new MethodMessage(forged))) {
                assertThat(secret.matches(answered.secret())).isFalse();
            }
        }
    }

    private static MLKEMParameters parameters(MlKemSet set) {
        return switch (set) {
            case ML_KEM_768 -> MLKEMParameters.ml_kem_768;
            case ML_KEM_1024 -> MLKEMParameters.ml_kem_1024;
        };
    }
}
