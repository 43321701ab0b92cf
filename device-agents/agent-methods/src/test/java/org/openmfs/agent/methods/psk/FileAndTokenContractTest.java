package org.openmfs.agent.methods.psk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.methods.KeyExchangeMethodContract;

/** The initiator has its pre-shared key in a file, the responder on a token of SoftHSM2. */
final class FileAndTokenContractTest extends KeyExchangeMethodContract {
    private PreSharedKey alice;
    private PreSharedKey bob;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        TokenPlace place = SoftHsm.place(SoftHsm.Token.EXCHANGE, SoftHsm.rightPin(folder.resolve("pin")));
        new SoftHsm.Desk(place).put("cf-a/2026-11", SoftHsm.filled(0x5a));
        PskFile file = new PskFile(PskLines.file(folder.resolve("a"), "2026-11 cf-b hex:" + "5a".repeat(32)));
        alice = new PreSharedKey(file, new SecureRandom());
        bob = new PreSharedKey(new PskToken(place, Duration.ofMinutes(1)), new SecureRandom());
    }

    @AfterEach
    void stop() {
        if (alice != null) {
            alice.close();
            bob.close();
        }
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
