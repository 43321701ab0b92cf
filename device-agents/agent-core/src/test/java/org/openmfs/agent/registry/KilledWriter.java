package org.openmfs.agent.registry;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;

/** A process that writes keys as fast as it can, and says what the registry has promised, until it is killed. */
final class KilledWriter {
    private final Registry registry;
    private final FileOutputStream promises = new FileOutputStream(FileDescriptor.out);

    private KilledWriter(Registry registry) {
        this.registry = registry;
    }

    /** @param arguments the folder of the registry */
    public static void main(String[] arguments) throws IOException {
        KilledWriter writer = new KilledWriter(SqliteRegistryTest.open(Path.of(arguments[0])));
        SecureRandom random = new SecureRandom();
        while (true) {
            writer.write(KeyId.random(random));
        }
    }

    private void write(KeyId id) throws IOException {
        Origin origin = new Origin(new MethodId("qkd-014"), id.hex());
        registry.claim(origin);
        promise(id, "CLAIMED");
        KeyRecord key = KeyRecord.derived(
                id,
                new KeyRecord.Birth(
                        RegistryContract.BLUE,
                        new CfId("cf-b"),
                        new SuiteId("gold"),
                        registry.nextOrder(RegistryContract.BLUE),
                        List.of(origin),
                        RegistryContract.TERMS),
                RegistryContract.NOW);
        try (KeyMaterial secret = KeyMaterial.taking(RegistryContract.secretOf(id))) {
            registry.add(key, secret);
        }
        promise(id, "DERIVED");
        key = moved(key, KeyStage.CONFIRMED);
        key = key.placed(new Slot(1), 3);
        registry.update(key);
        key = moved(key, KeyStage.RECEIVING);
        if (key.order() % 2 == 0) {
            moved(key, KeyStage.GONE);
        }
    }

    private KeyRecord moved(KeyRecord key, KeyStage stage) throws IOException {
        KeyRecord moved = key.moved(stage, RegistryContract.NOW, "moved");
        registry.update(moved);
        promise(key.id(), stage.name());
        return moved;
    }

    private void promise(KeyId id, String what) throws IOException {
        promises.write((id.hex() + " " + what + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
