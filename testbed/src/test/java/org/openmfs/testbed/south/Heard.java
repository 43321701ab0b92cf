package org.openmfs.testbed.south;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a plugin reported, in order; a test waits for what it expects. */
final class Heard<T> {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final List<T> all = new ArrayList<>();

    synchronized void add(T report) {
        all.add(report);
        notifyAll();
    }

    /** The first report that fits, of those from now on or the last one before. */
    synchronized T await(String what, Predicate<T> fits) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        int from = Math.max(0, all.size() - 1);
        while (true) {
            for (; from < all.size(); from++) {
                if (fits.test(all.get(from))) {
                    return all.get(from);
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("never heard: " + what + "; heard were " + all);
            }
            wait(left);
        }
    }
}
