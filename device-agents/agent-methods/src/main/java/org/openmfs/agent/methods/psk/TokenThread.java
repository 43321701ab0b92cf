package org.openmfs.agent.methods.psk;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.openmfs.agent.method.MethodFailure;

/**
 * The one thread that calls a token, whoever wants something of it: a call into a module cannot be interrupted, and one
 * that hangs must hold nobody but itself.
 */
final class TokenThread implements AutoCloseable {
    private static final int WAITING = 64;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final String token;
    private final Duration patience;
    private final ThreadPoolExecutor thread;

    /** @param patience how long anybody waits for an answer */
    TokenThread(String token, Duration patience) {
        this.token = token;
        this.patience = patience;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                KEPT.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("pkcs11-" + token).factory());
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Does something there.
     *
     * @param late what becomes of a result that nobody waits for any more
     */
    <T> T call(Callable<T> work, Consumer<T> late) throws MethodFailure {
        Errand<T> errand = new Errand<>(work, late);
        try {
            thread.execute(errand);
            return errand.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw told(failed.getCause());
        } catch (TimeoutException | RejectedExecutionException slow) {
            throw givenUp(errand);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw givenUp(errand);
        }
    }

    /** Something to do there, whose result goes to who waits for it or, when nobody does any more, to who wipes it. */
    private static final class Errand<T> extends FutureTask<T> {
        private final Consumer<T> late;

        Errand(Callable<T> work, Consumer<T> late) {
            super(work);
            this.late = late;
        }

        @Override
        protected void set(T result) {
            super.set(result);
            if (isCancelled()) {
                late.accept(result);
            }
        }

        void giveUp() {
            if (!cancel(false) && state() == State.SUCCESS) {
                late.accept(resultNow());
            }
        }
    }

    private static MethodFailure told(Throwable failed) {
        return switch (failed) {
            case MethodFailure failure -> failure;
            case RuntimeException broken -> throw broken;
            default -> throw new IllegalStateException(failed);
        };
    }

    private <T> MethodFailure givenUp(Errand<T> errand) {
        errand.giveUp();
        return new MethodFailure(MethodFailure.Reason.UNREACHABLE, "token " + token + " does not answer");
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
