package org.openmfs.agent.key;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.agent.memory.MadeUpKeys;
import org.openmfs.agent.memory.WatchedProcess;

/** Holds keys while the collector moves what it likes, then closes all but the last. */
final class KeyMoverMain {
    private static final int COLLECTIONS = 3;

    private KeyMoverMain() {}

    /** @param arguments how many keys */
    @SuppressWarnings("MustBeClosedChecker") // closed below, or open on purpose
    public static void main(String[] arguments) throws IOException {
        int keys = Integer.parseInt(arguments[0]);
        List<KeyMaterial> held = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            held.add(KeyMaterial.taking(MadeUpKeys.key(i)));
        }
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        held.subList(0, keys - 1).forEach(KeyMaterial::close);
        System.out.println(WatchedProcess.READY);
        System.in.read();
        held.forEach(KeyMaterial::close);
    }
}
