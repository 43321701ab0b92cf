package org.openmfs.controller.spi.restconf;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The seed of a test that goes by chance: drawn, or given as system property {@code openmfs.seed}; printed. */
public final class Seed {
    private Seed() {}

    public static Random printed(String test) {
        long seed = Long.getLong("openmfs.seed", ThreadLocalRandom.current().nextLong());
        System.out.println(test + ": seed " + seed);
        return new Random(seed);
    }
}
