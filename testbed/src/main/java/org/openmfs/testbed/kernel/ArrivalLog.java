package org.openmfs.testbed.kernel;

import java.util.BitSet;

/** Which numbers of a numbered stream have arrived; numbers are 0..2^31-1. Safe for use by several threads. */
final class ArrivalLog {
    private final BitSet arrived = new BitSet();
    private long doubled;

    synchronized void add(int number) {
        if (arrived.get(number)) {
            doubled++;
        }
        arrived.set(number);
    }

    /** The counts of this end, which has sent the given number of datagrams. */
    synchronized TrafficCount count(long sent, boolean done) {
        long received = arrived.cardinality();
        return new TrafficCount(sent, received, arrived.length() - received, doubled, done);
    }
}
