package org.openmfs.agent.encdecs.macsec;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which packet numbers may still come under one receiving key, and what their upper 32 bits are.
 *
 * <p>Stricter than IEEE 802.1AE 10.6.5, which accepts a number within the window more than once: here each is accepted
 * once. What is remembered are the numbers that are missing, as ranges, so that a wide window costs no more than the
 * frames that are late; of more ranges than {@link #MOST_GAPS} the oldest counts as come.
 */
final class ReplayWindow {
    /** Enough for every window up to twice as wide, whatever is missing in it. */
    static final int MOST_GAPS = 1 << 14;

    private final int width;
    private final TreeMap<Long, Long> gaps = new TreeMap<>(Long::compareUnsigned);
    private long highest;

    /** A window of so many packet numbers; 0 accepts strictly rising numbers only. */
    ReplayWindow(int width) {
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
        Map.Entry<Long, Long> gap = gaps.floorEntry(number);
        return isWithin(number) && gap != null && Long.compareUnsigned(number, gap.getValue()) <= 0;
    }

    /** Whether a number that is not above the highest is not yet too old. */
    private boolean isWithin(long number) {
        return Long.compareUnsigned(highest - number, width) < 0;
    }

    /** Notes a number whose frame proved genuine. */
    void accept(long number) {
        if (Long.compareUnsigned(number, highest) > 0) {
            addGap(highest + 1, number - 1);
            highest = number;
        } else {
            fill(number);
        }
        while (!gaps.isEmpty()
                && (gaps.size() > MOST_GAPS || !isWithin(gaps.firstEntry().getValue()))) {
            gaps.pollFirstEntry();
        }
    }

    private void fill(long number) {
        Map.Entry<Long, Long> gap = gaps.floorEntry(number);
        if (gap != null && Long.compareUnsigned(number, gap.getValue()) <= 0) {
            gaps.remove(gap.getKey());
            addGap(gap.getKey(), number - 1);
            addGap(number + 1, gap.getValue());
        }
    }

    private void addGap(long first, long last) {
        if (Long.compareUnsigned(first, last) <= 0) {
            gaps.put(first, last);
        }
    }

    /** How many ranges of missing numbers are remembered. */
    int gaps() {
        return gaps.size();
    }
}
