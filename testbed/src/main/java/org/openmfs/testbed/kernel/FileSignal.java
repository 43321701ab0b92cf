package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Files by which the guest and the outside tell each other what happened: there is no other channel that both can watch. */
final class FileSignal {
    private static final long LOOK_EVERY_MILLIS = 20;

    private FileSignal() {}

    /** The first line of a file once it has been written whole, which the newline at its end shows. */
    static Optional<String> line(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        return text.endsWith("\n") ? Optional.of(text.strip()) : Optional.empty();
    }

    /** Waits for a condition that another process makes true; false when the time has passed. */
    static boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return true;
    }
}
