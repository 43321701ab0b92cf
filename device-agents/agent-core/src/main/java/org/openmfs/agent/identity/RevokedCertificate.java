package org.openmfs.agent.identity;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A certificate of this CF that its authority revoked: its life is over, whatever it says itself.
 *
 * @param file where it lies
 * @param name whom it names
 * @param on when it was revoked
 */
public record RevokedCertificate(Path file, String name, Instant on) implements Life {
    @Override
    public Stage stage(Instant now) {
        return Stage.ENDED;
    }

    @Override
    public String text(Instant now) {
        return file + ": the certificate of " + name + " was revoked on " + on;
    }
}
