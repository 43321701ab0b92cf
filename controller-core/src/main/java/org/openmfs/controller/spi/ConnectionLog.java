package org.openmfs.controller.spi;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ReasonCode;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs how the session with one device or manager stands: once a change of its cause, however often it is tried again. A
 * refusal is a warning, because it needs somebody; what is only away is tried until it is back. Used by one thread at a
 * time.
 */
public final class ConnectionLog {
    /** So many texts of one cause are logged; more say nothing new. */
    private static final int MOST_TEXTS = 8;

    private static final Set<ReasonCode> REFUSALS = Set.of(
            ReasonCode.HOST_KEY_MISMATCH,
            ReasonCode.CREDENTIAL_REFUSED,
            ReasonCode.DEVICE_REFUSED,
            ReasonCode.DEVICE_UNSUPPORTED,
            ReasonCode.MANAGER_REFUSED);

    private final String whose;
    private final Set<String> said = new HashSet<>();
    private Optional<Cause> cause = Optional.empty();

    private record Cause(Connection.State state, Optional<ReasonCode> reason) {}

    /** @param whose as {@code device bob} */
    public ConnectionLog(String whose) {
        this.whose = whose;
    }

    /** Logs this, if it is news. */
    public void tell(Logger log, Connection now) {
        line(now).ifPresent(line -> line.to(log));
    }

    Optional<LogLine> line(Connection now) {
        Optional<Cause> next = Optional.of(new Cause(now.state(), now.reason()));
        if (!cause.equals(next)) {
            cause = next;
            said.clear();
        }
        if (said.size() == MOST_TEXTS || !said.add(now.text())) {
            return Optional.empty();
        }
        boolean refused = now.state() == Connection.State.REFUSED
                || now.reason().filter(REFUSALS::contains).isPresent();
        String why = now.text().isBlank() ? "" : ": " + now.text();
        String state = refused ? "refused" : now.state().name().toLowerCase(Locale.ROOT);
        return Optional.of(new LogLine(refused ? Level.WARN : Level.INFO, whose + " is " + state + why));
    }
}
