package org.openmfs.agent.methods.psk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class PskFileContractTest extends SharedKeyStoreContract {
    private final Map<String, String> lines = new LinkedHashMap<>();

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        PskLines.file(folder.resolve("psk"), lines.values().toArray(String[]::new));
    }

    @Override
    protected SharedKeyStore store() {
        return new PskFile(folder.resolve("psk"));
    }

    @Override
    protected SharedKeyStore unusable() {
        return new PskFile(folder.resolve("none"));
    }

    @Override
    protected void put(String id, String peer, byte[] key) throws IOException {
        lines.put(id, id + " " + peer + " hex:" + HexFormat.of().formatHex(key));
        write();
    }

    @Override
    protected void remove(String id, String peer) throws IOException {
        lines.remove(id);
        write();
    }
}
