package org.openmfs.agent.encdecs.macsec;

import java.util.OptionalLong;

/**
 * Which packet numbers may still come under one receiving key, and what their upper 32 bits are.
 *
 * <p>Stricter than IEEE 802.1AE 10.6.5, which accepts a number within the window more than once: here each is accepted
 * once.
 */
final class ReplayWindow {
    static final int WIDEST = Long.SIZE;

    private final int width;
    private long highest;
    private long seen;

    /** A window of 0..64 packet numbers; 0 accepts strictly rising numbers only. */
    ReplayWindow(int width) {
        if (width < 0 || width > WIDEST) {
            throw new IllegalArgumentException("replay window must be 0..64, not " + width);
        }
        this.width = width;
    }

    /** The whole number nearest to the next expected one that has these low 32 bits; empty if it must be discarded. */
    OptionalLong recover(int low) {
        long expected = highest + 1;
        long number = expected + (low - (int) expected);
        boolean wrapped = Long.compareUnsigned(expected, 1L << Integer.SIZE - 1) < 0 && number <= 0;
        return wrapped || number == 0 || !fresh(number) ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private boolean fresh(long number) {
        if (Long.compareUnsigned(number, highest) > 0) {
            return true;
        }
        long behind = highest - number;
        return Long.compareUnsigned(behind, width) < 0 && (seen >>> behind & 1) == 0;
    }

    /** Notes a number whose frame proved genuine. */
    void accept(long number) {
        if (Long.compareUnsigned(number, highest) > 0) {
            long ahead = number - highest;
            seen = Long.compareUnsigned(ahead, Long.SIZE) < 0 ? seen << ahead : 0;
            seen |= 1;
            highest = number;
        } else {
            seen |= 1L << highest - number;
        }
    }
}
