package org.openmfs.northbound.check;

import java.util.Locale;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/** How many values a body has so far: as many as any configuration needs, and not what fills the memory. */
final class BodyCount {
    private static final int MOST = 500_000;

    private int values;

    void another() throws RefusedException {
        if (++values > MOST) {
            throw new RefusedException(
                    Condition.TOO_BIG, String.format(Locale.ROOT, "The body has more than %,d values.", MOST));
        }
    }
}
