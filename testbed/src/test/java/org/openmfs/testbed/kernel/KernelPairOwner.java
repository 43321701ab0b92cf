package org.openmfs.testbed.kernel;

import java.nio.file.Path;

/** Starts a kernel pair and never ends by itself. */
final class KernelPairOwner {
    private KernelPairOwner() {}

    public static void main(String[] arguments) throws Exception {
        try (KernelPair pair = KernelPair.start(KernelPairSettings.isolated(Path.of(arguments[0])))) {
            pair.run(Side.A, GuestCommand.of("sleep", "1000"));
            Thread.currentThread().join();
        }
    }
}
