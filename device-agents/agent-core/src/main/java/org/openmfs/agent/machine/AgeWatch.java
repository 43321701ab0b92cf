package org.openmfs.agent.machine;

import java.time.Instant;
import java.util.Optional;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.channel.Expiry;
import org.openmfs.agent.encdec.EncDec;

/**
 * Sees to the end of an Enc/Dec's key whatever becomes of its association, once: an association that cannot write to its
 * journal that the key is gone says at each start that it should be.
 */
public final class AgeWatch {
    private final Expiry expiry;
    private Instant cleared = Instant.MIN;

    /** @param gone told when the Enc/Dec holds no key any more, on any thread */
    public AgeWatch(EncDec encDec, Platform platform, Runnable gone) {
        this.expiry = new Expiry(encDec, platform, () -> {
            clearedAt(platform.clock().instant());
            gone.run();
        });
    }

    /** When the key in use reaches its maximum age; empty where none is in use. */
    public synchronized void keyEnds(Optional<Instant> at) {
        expiry.keyEnds(at.filter(end -> end.isAfter(cleared)));
    }

    private synchronized void clearedAt(Instant now) {
        cleared = now;
    }
}
