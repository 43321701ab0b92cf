package org.openmfs.agent.methods.psk;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            thread.execute(() -> work(work, answer, late));
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            // Told below.
        } catch (TimeoutException | RejectedExecutionException slow) {
            answer.completeExceptionally(silent());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(silent());
        }
        return outcome(answer);
    }

    /** The result goes to who waits for it or, when nobody does any more, to who wipes it. */
    private static <T> void work(Callable<T> work, CompletableFuture<T> answer, Consumer<T> late) {
        if (answer.isDone()) {
            return;
        }
        FutureTask<T> task = new FutureTask<>(work);
        task.run();
        if (task.state() == Future.State.FAILED) {
            answer.completeExceptionally(task.exceptionNow());
        } else if (!answer.complete(task.resultNow())) {
            late.accept(task.resultNow());
        }
    }

    /** An answer that came in the moment in which it was given up is taken all the same. */
    private static <T> T outcome(CompletableFuture<T> answer) throws MethodFailure {
        if (answer.state() == Future.State.SUCCESS) {
            return answer.resultNow();
        }
        throw told(answer.exceptionNow());
    }

    private static MethodFailure told(Throwable failed) {
        return switch (failed) {
            case MethodFailure failure -> failure;
            case RuntimeException broken -> throw broken;
            default -> throw new IllegalStateException(failed);
        };
    }

    private MethodFailure silent() {
        return new MethodFailure(MethodFailure.Reason.UNREACHABLE, "token " + token + " does not answer");
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
