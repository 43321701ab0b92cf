package org.openmfs.agent.netconf.device;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What host names stand for; a directory that does not answer costs all of a file's names a second together. */
final class Resolver {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Optional<InetAddress>> found = new HashMap<>();
    private long left = PATIENCE_NANOS;

    Optional<InetAddress> find(String name) {
        return found.computeIfAbsent(name, this::ask);
    }

    private Optional<InetAddress> ask(String name) {
        FutureTask<Optional<InetAddress>> answer = new FutureTask<>(() -> lookUp(name));
        Thread.ofPlatform().daemon().name("resolver").start(answer);
        long asked = System.nanoTime();
        try {
            return answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            return Optional.empty();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a look-up ends with an answer or without", broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            left -= System.nanoTime() - asked;
        }
    }

    private static Optional<InetAddress> lookUp(String name) {
        try {
            return Optional.of(InetAddress.getByName(name));
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }
}
