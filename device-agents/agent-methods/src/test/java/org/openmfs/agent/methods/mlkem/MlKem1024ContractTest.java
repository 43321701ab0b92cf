package org.openmfs.agent.methods.mlkem;

import java.security.SecureRandom;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.methods.KeyExchangeMethodContract;

final class MlKem1024ContractTest extends KeyExchangeMethodContract {
    private final KeyExchangeMethod method = new MlKem(MlKemSet.ML_KEM_1024, new SecureRandom());

    @Override
    protected KeyExchangeMethod initiator() {
        return method;
    }

    @Override
    protected KeyExchangeMethod responder() {
        return method;
    }
}
