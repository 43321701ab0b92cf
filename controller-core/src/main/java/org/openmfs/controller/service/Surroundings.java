package org.openmfs.controller.service;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.openmfs.controller.inventory.LiveInventory;

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
    /** Runs a task once, after a while, on any thread. */
    @FunctionalInterface
    public interface Alarm {
        void after(Duration delay, Runnable task);
    }
}
