package org.openmfs.northbound.auth;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What takes a processor for a while, one at a time on a thread of its own, in turn for each name: who asks again and again
 * for one name keeps nobody waiting who asks for another, longer than one turn of each. Who asks what somebody asks already
 * waits for the same answer.
 */
final class Turns {
    private static final int MOST_NAMES = 32;
    private static final int MOST_OF_A_NAME = 16;
    private static final int IDLE_SECONDS = 10;

    private final Map<String, Deque<FutureTask<Boolean>>> waiting = new LinkedHashMap<>();
    private final Map<Object, FutureTask<Boolean>> asked = new HashMap<>();
    private final ExecutorService thread;

    Turns() {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("password-check").factory());
        one.allowCoreThreadTimeOut(true);
        thread = one;
    }

    /**
     * What came out; empty, at once, where too many wait, or if the thread was interrupted.
     *
     * @param about what is asked: of two that are equal, at the same time, one is answered, for both
     */
    Optional<Boolean> ask(String name, Object about, BooleanSupplier question) {
        Optional<FutureTask<Boolean>> task = join(name, about, question);
        if (task.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(task.get().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be checked", e);
        }
    }

    private synchronized Optional<FutureTask<Boolean>> join(String name, Object about, BooleanSupplier question) {
        FutureTask<Boolean> same = asked.get(about);
        if (same != null) {
            return Optional.of(same);
        }
        Deque<FutureTask<Boolean>> line = waiting.get(name);
        if (line == null ? waiting.size() >= MOST_NAMES : line.size() >= MOST_OF_A_NAME) {
            return Optional.empty();
        }
        FutureTask<Boolean> task = new FutureTask<>(question::getAsBoolean) {
            @Override
            protected void done() {
                answered(about);
            }
        };
        asked.put(about, task);
        waiting.computeIfAbsent(name, first -> new ArrayDeque<>()).addLast(task);
        thread.execute(() -> next().run());
        return Optional.of(task);
    }

    private synchronized void answered(Object about) {
        asked.remove(about);
    }

    /** Its name comes last from now on. */
    private synchronized FutureTask<Boolean> next() {
        String name = waiting.keySet().iterator().next();
        Deque<FutureTask<Boolean>> line = waiting.remove(name);
        FutureTask<Boolean> first = line.removeFirst();
        if (!line.isEmpty()) {
            waiting.put(name, line);
        }
        return first;
    }
}
