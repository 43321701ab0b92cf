package org.openmfs.agent.encdecs.guardian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Time since the machine was started, its sleep included, from where the guardian also reads it; no clock is set with it. */
final class BootTime {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final long MILLIS_PER_TICK = 10;
    private static final long WIDEST = Duration.ofDays(3_650).toMillis() / MILLIS_PER_TICK;

    private BootTime() {}

    /** A moment so far from now, in hundredths of a second. */
    static long after(Duration remaining) throws GuardianFailure {
        String shown = read(UPTIME);
        String now = shown.substring(0, shown.indexOf(' ')).replace(".", "");
        return Long.parseLong(now) + Math.clamp(ticks(remaining), 0, WIDEST);
    }

    static long ticks(Duration duration) {
        return duration.toMillis() / MILLIS_PER_TICK;
    }

    /** Another after each start of the machine. */
    static String boot() throws GuardianFailure {
        return read(BOOT).strip();
    }

    private static String read(Path file) throws GuardianFailure {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new GuardianFailure(file + " could not be read", e);
        }
    }
}
