package org.openmfs.testbed.qkd;

import java.time.InstantSource;

/** How many unused key bits the two ends of a quantum link hold; fills at the current rate up to its capacity. */
final class BitStore {
    private final InstantSource clock;
    private final long capacity;
    private long bits;
    private long rate;
    private long since;

    /** @param bits held at the start */
    BitStore(InstantSource clock, long capacity, long bits) {
        this.clock = clock;
        this.capacity = capacity;
        this.bits = bits;
        this.since = clock.millis();
    }

    long capacity() {
        return capacity;
    }

    /** @param bitsPerSecond 0 while nothing is generated */
    void fillAt(long bitsPerSecond) {
        available();
        rate = bitsPerSecond;
        since = clock.millis();
    }

    void set(long newBits) {
        bits = Math.min(capacity, newBits);
        since = clock.millis();
    }

    long available() {
        long now = clock.millis();
        long gained = rate == 0 ? 0 : rate * (now - since) / 1000;
        if (gained > 0) {
            since = bits + gained >= capacity ? now : since + gained * 1000 / rate;
            bits = Math.min(capacity, bits + gained);
        }
        return bits;
    }

    /** Takes bits out; false, and nothing taken, where there are too few. */
    boolean take(long wanted) {
        if (available() < wanted) {
            return false;
        }
        bits -= wanted;
        return true;
    }
}
