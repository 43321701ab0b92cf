package org.openmfs.controller.spi;

import java.lang.System.Logger.Level;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** What a test that goes by chance says of itself: its seed, and how much it went through. */
public final class Printed {
    private static final System.Logger LOG = System.getLogger("mutations");

    private Printed() {}

    public static void line(String text) {
        LOG.log(Level.INFO, text);
    }

    /** Chance by a seed that is drawn, or given as system property {@code openmfs.seed}. */
    public static Random seed(String test) {
        long seed = Long.getLong("openmfs.seed", ThreadLocalRandom.current().nextLong());
        line(test + ": seed " + seed);
        return new Random(seed);
    }
}
