package org.openmfs.agent.registry;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmfs.agent.key.KeyMaterial;

/**
 * Counts the keys of epochs that nobody wiped.
 *
 * @param sealing done each time that something is to be sealed
 */
record CountingSealing(KeySealing of, AtomicInteger open, Runnable sealing) implements KeySealing {
    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // closed with the epoch that is given out
    public Epoch epoch(byte[] seed) {
        Epoch epoch = of.epoch(seed);
        open.incrementAndGet();
        return new Epoch() {
            @Override
            public byte[] seal(KeyMaterial secret, byte[] context) {
                sealing.run();
                return epoch.seal(secret, context);
            }

            @Override
            @MustBeClosed
            public KeyMaterial open(byte[] sealed, byte[] context) {
                return epoch.open(sealed, context);
            }

            @Override
            public void close() {
                epoch.close();
                open.decrementAndGet();
            }
        };
    }
}
