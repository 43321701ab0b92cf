package org.openmfs.agent.association;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How many calls of each kind are not done yet: behind one that hangs no more than some are made to wait. */
public final class Outstanding {
    private static final int MOST = 8;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    /** A call's place among those of its kind. */
    public static final class Place {
        private final AtomicInteger kind;
        private final boolean full;
        private final AtomicBoolean freed = new AtomicBoolean();

        private Place(AtomicInteger kind, boolean full) {
            this.kind = kind;
            this.full = full;
        }

        /** Whether there was none: the call must not be made. */
        public boolean isFull() {
            return full;
        }

        /** The call is done. */
        public void free() {
            if (!full && freed.compareAndSet(false, true)) {
                kind.decrementAndGet();
            }
        }
    }

    /** Takes a place, if there is one. */
    public Place take(String kind) {
        AtomicInteger counted = calls.computeIfAbsent(kind, of -> new AtomicInteger());
        boolean full = counted.getAndUpdate(now -> now < MOST ? now + 1 : now) >= MOST;
        return new Place(counted, full);
    }
}
