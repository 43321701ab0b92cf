package org.openmfs.controller.model;

import java.time.Instant;
import java.util.Optional;

/** State of the session with a device or a manager, and since when. */
public record Connection(State state, Optional<ReasonCode> reason, String text, Instant since) {
    /** The names of YANG typedef mfs-network:connection-state. */
    public enum State {
        CONNECTING,
        CONNECTED,
        REFUSED,
        DISABLED
    }

    public static Connection connected(Instant since) {
        return new Connection(State.CONNECTED, Optional.empty(), "", since);
    }

    public boolean up() {
        return state == State.CONNECTED;
    }
}
