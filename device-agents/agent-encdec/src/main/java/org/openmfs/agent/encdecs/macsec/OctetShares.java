package org.openmfs.agent.encdecs.macsec;

import java.util.HashMap;
import java.util.Map;
import org.openmfs.agent.key.KeyId;

/**
 * How many octets each key has protected, where the kernel counts octets only for all keys of a direction together: what
 * was added between two views is shared out by the frames added under each key.
 */
final class OctetShares {
    private final Map<KeyId, Long> octets = new HashMap<>();
    private final Direction received = new Direction();
    private final Direction sent = new Direction();

    void update(KernelView view) {
        received.update(view.framesReceived(), view.octetsReceived());
        sent.update(view.framesSent(), view.octetsSent());
        octets.keySet().retainAll(view.holdings().keys());
    }

    long of(KeyId id) {
        return octets.getOrDefault(id, 0L);
    }

    private final class Direction {
        private Map<KeyId, Long> frames = Map.of();
        private long total;

        void update(Map<KeyId, Long> framesNow, long totalNow) {
            Map<KeyId, Long> added = new HashMap<>();
            framesNow.forEach((id, count) -> added.put(id, Math.max(0, count - frames.getOrDefault(id, 0L))));
            long addedFrames =
                    added.values().stream().mapToLong(Long::longValue).sum();
            long addedOctets = Math.max(0, totalNow - total);
            added.forEach((id, count) -> {
                if (addedFrames > 0) {
                    octets.merge(id, Math.round((double) addedOctets * count / addedFrames), Long::sum);
                }
            });
            frames = Map.copyOf(framesNow);
            total = totalNow;
        }
    }
}
