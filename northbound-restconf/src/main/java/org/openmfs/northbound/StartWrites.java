package org.openmfs.northbound;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;

/**
 * What must stand in the operational datastore before anybody is served. OpenDaylight's own bundles write some of it too,
 * when they are there, and of two that write at the same moment one has to write again.
 */
final class StartWrites {
    private static final int MOST_ATTEMPTS = 10;

    private StartWrites() {}

    /**
     * Done when it is there.
     *
     * @param attempt writes in a transaction of its own
     * @throws IllegalStateException if the datastore does not take it
     */
    static void write(Supplier<? extends Future<?>> attempt) {
        try {
            int attempts = 1;
            while (!succeeds(attempt.get(), attempts < MOST_ATTEMPTS)) {
                attempts++;
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the operational datastore does not take what is written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while starting", e);
        }
    }

    private static boolean succeeds(Future<?> written, boolean mayRepeat)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            written.get(1, TimeUnit.MINUTES);
            return true;
        } catch (ExecutionException e) {
            if (mayRepeat && e.getCause() instanceof OptimisticLockFailedException) {
                return false;
            }
            throw e;
        }
    }
}
