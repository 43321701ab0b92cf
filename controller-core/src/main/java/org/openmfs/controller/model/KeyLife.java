package org.openmfs.controller.model;

import java.time.Duration;

/**
 * How long a key lives.
 *
 * @param rekeyInterval 2 s to 7 days
 * @param rekeyVolume octets, at least 1 MiB
 * @param maximumAge not below the interval, at most 30 days
 * @param stockTarget confirmed keys kept ready, 0..64
 */
public record KeyLife(
        Duration rekeyInterval,
        long rekeyVolume,
        Duration maximumAge,
        int stockTarget,
        WhenKeysEnd whenKeysEnd,
        WhenNotProved whenNotProved) {

    /** What happens when the stock is empty and no key can be made. */
    public enum WhenKeysEnd {
        KEEP_UNTIL_MAXIMUM_AGE,
        STOP_TRAFFIC
    }

    /** What happens when frames are sent under a new key and none come. */
    public enum WhenNotProved {
        KEEP,
        GO_BACK
    }

    /** A new key is kept also where nothing shows that the other end can read frames under it. */
    public KeyLife(
            Duration rekeyInterval, long rekeyVolume, Duration maximumAge, int stockTarget, WhenKeysEnd whenKeysEnd) {
        this(rekeyInterval, rekeyVolume, maximumAge, stockTarget, whenKeysEnd, WhenNotProved.KEEP);
    }

    public KeyLife {
        if (rekeyInterval.compareTo(maximumAge) > 0) {
            throw new IllegalArgumentException("maximum-key-age must not be below rekey-interval");
        }
    }

    public KeyLife withRekeyInterval(Duration interval) {
        return new KeyLife(interval, rekeyVolume, maximumAge, stockTarget, whenKeysEnd, whenNotProved);
    }
}
