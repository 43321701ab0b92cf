package org.openmfs.agent.association;

import java.time.Duration;

/**
 * How long a key lives.
 *
 * @param rekeyInterval a new key after this time
 * @param rekeyOctets a new key after this much protected data, both directions, in octets
 * @param maximumAge no frame is sent under a key older than this; not below the rekey interval
 * @param stockTarget how many confirmed keys are kept ready, 0..64
 */
public record KeyLife(
        Duration rekeyInterval,
        long rekeyOctets,
        Duration maximumAge,
        int stockTarget,
        WhenKeysEnd whenKeysEnd,
        WhenNotProved whenNotProved) {
    private static final int MOST_STOCK = 64;

    /** A new key is kept also where nothing shows that the peer can read frames under it. */
    public KeyLife(
            Duration rekeyInterval, long rekeyOctets, Duration maximumAge, int stockTarget, WhenKeysEnd whenKeysEnd) {
        this(rekeyInterval, rekeyOctets, maximumAge, stockTarget, whenKeysEnd, WhenNotProved.KEEP);
    }

    public KeyLife {
        if (!rekeyInterval.isPositive() || rekeyOctets < 1 || maximumAge.compareTo(rekeyInterval) < 0) {
            throw new IllegalArgumentException("rekey interval, volume and maximum age must be positive and in order");
        }
        if (stockTarget < 0 || stockTarget > MOST_STOCK) {
            throw new IllegalArgumentException("stock target must be 0..64, not " + stockTarget);
        }
    }
}
