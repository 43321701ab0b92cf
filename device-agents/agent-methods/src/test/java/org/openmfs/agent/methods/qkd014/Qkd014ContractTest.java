package org.openmfs.agent.methods.qkd014;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.methods.KeyExchangeMethodContract;

final class Qkd014ContractTest extends KeyExchangeMethodContract {
    private QkdSite site;
    private Qkd014 alice;
    private Qkd014 bob;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
        site = new QkdSite(folder);
        alice = site.sideA(QkdSite.AMPLE);
        bob = site.sideB(QkdSite.AMPLE);
    }

    @AfterEach
    void stop() {
        site.close();
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
