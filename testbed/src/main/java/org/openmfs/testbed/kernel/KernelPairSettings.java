package org.openmfs.testbed.kernel;

import java.nio.file.Path;

/**
 * What a kernel pair needs to know before it boots.
 *
 * @param shared folder that both sides and the outside can read and write; created if absent, same path on all
 * @param memoryMegabytes the guest's memory, 256..8192; two small agents fit in 768
 * @param managed whether the outside can reach both sides by network; needs {@link Netns#isPrivate()}
 */
public record KernelPairSettings(Path shared, int memoryMegabytes, boolean managed) {
    private static final int ENOUGH_FOR_TWO_AGENTS = 768;
    private static final int SMALLEST = 256;
    private static final int LARGEST = 8192;

    public KernelPairSettings {
        if (memoryMegabytes < SMALLEST || memoryMegabytes > LARGEST) {
            throw new IllegalArgumentException("guest memory must be 256..8192 MiB, not " + memoryMegabytes);
        }
        shared = shared.toAbsolutePath().normalize();
    }

    /** A pair reached through the shared folder alone. */
    public static KernelPairSettings isolated(Path shared) {
        return new KernelPairSettings(shared, ENOUGH_FOR_TWO_AGENTS, false);
    }

    /** A pair whose sides are reached at {@link Side#managementAddress()}. */
    public static KernelPairSettings managed(Path shared) {
        return new KernelPairSettings(shared, ENOUGH_FOR_TWO_AGENTS, true);
    }
}
