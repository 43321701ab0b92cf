package org.openmfs.controller.archive;

import java.time.Clock;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Where an archive has its times from.
 *
 * @param wall what entries say; it may go back
 * @param steady nanoseconds that only go on: when a checkpoint is due
 */
public record ArchiveTime(InstantSource wall, LongSupplier steady) {
    public static final ArchiveTime OF_SYSTEM = new ArchiveTime(Clock.systemUTC(), System::nanoTime);
}
