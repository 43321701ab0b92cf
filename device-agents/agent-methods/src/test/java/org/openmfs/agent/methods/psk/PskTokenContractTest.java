package org.openmfs.agent.methods.psk;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of stores, with a token of SoftHSM2. */
final class PskTokenContractTest extends SharedKeyStoreContract {
    @TempDir
    Path folder;

    private TokenPlace place;
    private SoftHsm.Desk desk;

    @BeforeEach
    void clear() throws Exception {
        place = SoftHsm.place(SoftHsm.Token.CONTRACT, SoftHsm.rightPin(folder.resolve("pin")));
        desk = new SoftHsm.Desk(place);
        desk.rewrite();
    }

    @Override
    protected SharedKeyStore store() {
        return new PskToken(place, Duration.ofMinutes(1));
    }

    @Override
    protected SharedKeyStore unusable() {
        return new PskToken(new TokenPlace(place.module(), "nobody's", place.pinFile()), Duration.ofMinutes(1));
    }

    @Override
    protected void put(String id, String peer, byte[] key) throws Exception {
        desk.put(peer + "/" + id, key);
    }

    @Override
    protected void remove(String id, String peer) throws Exception {
        desk.remove(peer + "/" + id);
    }
}
