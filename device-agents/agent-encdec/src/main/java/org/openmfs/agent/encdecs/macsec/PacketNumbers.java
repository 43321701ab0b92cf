package org.openmfs.agent.encdecs.macsec;

import java.util.OptionalLong;

/** The extended packet numbers of one sending key: each 1..2^64-1 once, then none (IEEE 802.1AE, 10.5.2). */
final class PacketNumbers {
    /** From here on a new key should be asked for. */
    static final long PENDING_EXHAUSTION = 0xC000_0000_0000_0000L;

    private long next;

    /** Those of a key that has sent nothing. */
    static PacketNumbers fresh() {
        return new PacketNumbers(1);
    }

    PacketNumbers(long first) {
        this.next = first;
    }

    /** The number of the next frame; empty when the key must not be used any more. */
    OptionalLong take() {
        return next == 0 ? OptionalLong.empty() : OptionalLong.of(next++);
    }

    boolean nearExhaustion() {
        return next == 0 || Long.compareUnsigned(next, PENDING_EXHAUSTION) >= 0;
    }
}
