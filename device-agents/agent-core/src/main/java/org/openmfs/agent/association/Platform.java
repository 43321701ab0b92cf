package org.openmfs.agent.association;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openmfs.agent.time.LinuxClock;
import org.openmfs.agent.time.MachineClock;
import org.openmfs.agent.time.SteadyTime;

/**
 * Time, chance and threads as associations see them.
 *
 * @param machine what keys' ages are told by after a restart, and what people are shown
 * @param clock goes on whatever becomes of the clock on the wall; waits and ages are told by it
 * @param random of cryptographic strength in production
 * @param events runs the associations' serial queues; its tasks write the journal
 * @param work runs calls to methods and Enc/Decs, which block
 * @param computing runs what keeps a processor busy and waits for nothing
 */
public record Platform(
        MachineClock machine,
        InstantSource clock,
        RandomGenerator random,
        Timers timers,
        Executor events,
        Executor work,
        Computing computing,
        Pace pace) {
    /** Where whoever runs a virtual machine may have its generation written, for example from the firmware's VM generation id. */
    private static final Path GENERATION = Path.of("/run/mfs/machine-generation");

    /** The machine's own: system clock, {@link SecureRandom}, one timer thread, virtual threads. */
    public static Platform system(Pace pace) {
        MachineClock machine = new LinuxClock(InstantSource.system(), GENERATION);
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("mfs-timers").factory());
        Timers timers = (delay, task) -> {
            ScheduledFuture<?> future = scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        };
        Executor threads = task -> Thread.ofVirtual().start(task);
        return new Platform(
                machine,
                new SteadyTime(machine),
                new SecureRandom(),
                timers,
                threads,
                threads,
                Computing.onProcessors(),
                pace);
    }
}
