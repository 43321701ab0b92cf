package org.openmfs.agent.key;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.agent.memory.MadeUpKeys;
import org.openmfs.agent.memory.WatchedProcess;

/** Drops keys that it can't wipe, from where a collection has moved them. */
final class LittererMain {
    private static final int OCTETS = 20_000;
    private static final int BALLAST = 500;

    private LittererMain() {}

    /** @param arguments how many keys, and how often the heap is swept, in milliseconds */
    public static void main(String[] arguments) throws IOException {
        litter(Integer.parseInt(arguments[0]));
        System.gc();
        try (HeapSweep sweep = new HeapSweep(Duration.ofMillis(Long.parseLong(arguments[1])))) {
            sweep.start();
            System.out.println(WatchedProcess.READY);
            System.in.read();
        }
    }

    /** Behind so much else that they are not in the part that is left to others. */
    private static void litter(int keys) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < BALLAST; i++) {
            all.add(new byte[OCTETS]);
        }
        for (int i = 0; i < keys; i++) {
            all.add(MadeUpKeys.key(i));
        }
        System.gc();
        all.clear();
    }
}
