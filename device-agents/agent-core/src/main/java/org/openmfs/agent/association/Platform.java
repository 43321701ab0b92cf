package org.openmfs.agent.association;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Time, chance and threads as associations see them.
 *
 * @param random of cryptographic strength in production
 * @param events runs the associations' serial queues; its tasks write the journal
 * @param work runs calls to methods and Enc/Decs, which block
 */
public record Platform(
        InstantSource clock, RandomGenerator random, Timers timers, Executor events, Executor work, Pace pace) {
    /** The machine's own: system clock, {@link SecureRandom}, one timer thread, virtual threads. */
    public static Platform system(Pace pace) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("mfs-timers").factory());
        Timers timers = (delay, task) -> {
            ScheduledFuture<?> future = scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        };
        Executor threads = task -> Thread.ofVirtual().start(task);
        return new Platform(InstantSource.system(), new SecureRandom(), timers, threads, threads, pace);
    }
}
