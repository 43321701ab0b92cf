package org.openmfs.controller.model;

import java.time.Duration;

/**
 * How much key a key link makes, in bit/s.
 *
 * @param least what its service uses steadily; booked on every physical link on the path
 * @param most what it may use for a while, not booked; a KME that meters hands out no more
 */
public record KeyRates(long least, long most) {
    private static final long KEY_BITS = 256;
    private static final Duration FILLED_WITHIN = Duration.ofMinutes(1);

    public KeyRates {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException("key rates are 1 bit/s or more, and in order");
        }
    }

    /**
     * One key an interval; at most enough for the first key and the whole stock within a minute, and for one key in a
     * second, since a KME that meters by the second would never hand out a whole key otherwise.
     */
    public static KeyRates of(KeyLife life) {
        long least = Math.max(1, perSecond(1, life.rekeyInterval()));
        long filling = perSecond(life.stockTarget() + 1, FILLED_WITHIN);
        return new KeyRates(least, Math.max(Math.max(least, filling), KEY_BITS));
    }

    private static long perSecond(int keys, Duration span) {
        return Math.ceilDiv(keys * KEY_BITS * Duration.ofSeconds(1).toMillis(), span.toMillis());
    }

    /** The same where no more than this can be had at most; what is used steadily stays. */
    public KeyRates within(long bound) {
        return new KeyRates(least, Math.max(least, Math.min(most, bound)));
    }

    @Override
    public String toString() {
        return least + ".." + most + " bit/s";
    }
}
