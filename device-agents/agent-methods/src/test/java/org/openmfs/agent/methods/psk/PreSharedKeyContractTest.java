package org.openmfs.agent.methods.psk;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.methods.KeyExchangeMethodContract;

final class PreSharedKeyContractTest extends KeyExchangeMethodContract {
    private PreSharedKey alice;
    private PreSharedKey bob;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        String key = "hex:" + "5a".repeat(32);
        alice = new PreSharedKey(
                new PskFile(PskLines.file(folder.resolve("a"), "sim-1 cf-b " + key)), new SecureRandom());
        bob = new PreSharedKey(
                new PskFile(PskLines.file(folder.resolve("b"), "sim-1 cf-a " + key)), new SecureRandom());
    }

    @Override
    protected KeyExchangeMethod initiator() {
        return alice;
    }

    @Override
    protected KeyExchangeMethod responder() {
        return bob;
    }
}
