package org.openmfs.agent.methods.mlkem;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.methods.KeyExchangeMethodContract;

final class MlKem768ContractTest extends KeyExchangeMethodContract {
    private final KeyExchangeMethod method = new MlKem(MlKemSet.ML_KEM_768, new SecureRandom());

    @Test
    void a_ciphertext_of_another_length_is_told_with_the_right_one() throws Exception {
        try (InitiatorExchange exchange = initiator().initiate(context())) {
            assertThatThrownBy(() -> complete(exchange, new byte[1087]))
                    .hasMessage("a ciphertext of ML-KEM-768 has 1088 octets, not 1087");
        }
    }

    @Override
    protected KeyExchangeMethod initiator() {
        return method;
    }

    @Override
    protected KeyExchangeMethod responder() {
        return method;
    }
}
