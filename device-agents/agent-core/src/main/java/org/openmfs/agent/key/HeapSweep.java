package org.openmfs.agent.key;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes over the free part of the heap again and again. What the JDK computes with can't be wiped, and what a collection
 * moves stays where it was; the collector G1 gives some places to nobody for hours.
 *
 * <p>Arrays as long as a region come from the end of the heap that young objects come to last, so that both together write
 * over all of it.
 */
public final class HeapSweep implements AutoCloseable {
    /** Garbage has a turn to become free heap, and another one to be written over, within a minute. */
    public static final Duration PACE = Duration.ofSeconds(25);

    private static final int REGIONS = 2048;
    private static final long SMALLEST = 1 << 20;
    private static final long LARGEST = 32 << 20;
    private static final int ARRAY_HEADER = 16;
    /** This part of the heap stays free for others meanwhile. */
    private static final int RESERVE = 8;

    private final Duration pace;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heap-sweep").factory());
    private final int array = region() - ARRAY_HEADER;

    /** @param pace how often */
    public HeapSweep(Duration pace) {
        this.pace = pace;
    }

    /** As the JDK chooses it where nobody else does. */
    private static int region() {
        long share = Math.clamp(Runtime.getRuntime().maxMemory() / REGIONS, SMALLEST, LARGEST);
        return Math.toIntExact(Long.highestOneBit(2 * share - 1));
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::sweep, pace.toMillis(), pace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        Runtime heap = Runtime.getRuntime();
        long free = heap.freeMemory() - heap.totalMemory() / RESERVE;
        List<byte[]> all = new ArrayList<>();
        try {
            for (long left = free; left > array; left -= array) {
                all.add(new byte[array]);
            }
        } catch (OutOfMemoryError others) {
            // They took what was free: it is written over.
            all.clear();
        }
        Reference.reachabilityFence(all);
    }

    @Override
    public void close() {
        thread.close();
    }
}
