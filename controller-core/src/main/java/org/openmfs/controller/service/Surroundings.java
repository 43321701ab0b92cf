package org.openmfs.controller.service;

import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.plan.Planner;

/**
 * What every service machine works with.
 *
 * @param queues makes an executor that carries out one task at a time, in order
 * @param work carries out tasks that block
 * @param alarm runs a task after a while
 */
public record Surroundings(
        Planner planner,
        Provisioner provisioner,
        LiveInventory inventory,
        Supplier<Executor> queues,
        Executor work,
        Alarm alarm,
        InstantSource clock) {
    /** Differs from service to service, and is the same each time: no test depends on luck. */
    static RandomGenerator chance(ServiceId service) {
        return new SplittableRandom(service.value().hashCode());
    }

    /** Runs a task once, after a while, on any thread. */
    @FunctionalInterface
    public interface Alarm {
        void after(Duration delay, Runnable task);
    }
}
