package org.openmfs.agent.time;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The clocks of Linux: {@code /proc/uptime} counts since boot, also while the machine is suspended, and nobody can set it.
 * Without it, the time of this Java runtime, which stands still during a suspension.
 */
public final class LinuxClock implements MachineClock {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private final InstantSource wall;
    private final Path uptime;
    private final Path generation;
    private final String boot;
    private Duration lastUptime = Duration.ZERO;
    private String lastGeneration = "";
    private long lastNanos = System.nanoTime();

    /** @param generation a file that holds the generation of a virtual machine; it need not be there */
    public LinuxClock(InstantSource wall, Path generation) {
        this(wall, generation, UPTIME, BOOT);
    }

    LinuxClock(InstantSource wall, Path generation, Path uptime, Path boot) {
        this.wall = wall;
        this.uptime = uptime;
        this.generation = generation;
        this.boot =
                read(boot).orElseGet(() -> "process-" + ProcessHandle.current().pid() + "-" + wall.instant());
    }

    @Override
    public Moment now() {
        return new Moment(wall.instant(), boot, sinceBoot());
    }

    /** Where it can't be read, as much later than at the last time as this Java runtime says. */
    private synchronized Duration sinceBoot() {
        long nanos = System.nanoTime();
        lastUptime = readUptime().orElseGet(() -> lastUptime.plusNanos(nanos - lastNanos));
        lastNanos = nanos;
        return lastUptime;
    }

    private Optional<Duration> readUptime() {
        try {
            return read(uptime)
                    .map(text -> text.split(" ")[0])
                    .map(text -> Duration.ofMillis((long) (Double.parseDouble(text) * 1000)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized String generation() {
        lastGeneration = read(generation).orElse(lastGeneration);
        return lastGeneration;
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip())
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
