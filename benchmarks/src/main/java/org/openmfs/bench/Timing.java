package org.openmfs.bench;

import java.util.concurrent.Callable;

/** The time that one repetition takes, in microseconds: the best of several rounds after a warm-up. */
final class Timing {
    private static final int WARM_UP = 2000;
    private static final int ROUNDS = 8;
    private static final int REPETITIONS = 400;
    private static final double NANOS_PER_MICRO = 1000.0;

    private Timing() {}

    static double micros(Callable<?> work) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            work.call();
        }
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < REPETITIONS; i++) {
                work.call();
            }
            best = Math.min(best, (System.nanoTime() - start) / NANOS_PER_MICRO / REPETITIONS);
        }
        return best;
    }
}
