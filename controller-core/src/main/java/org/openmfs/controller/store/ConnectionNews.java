package org.openmfs.controller.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ReasonCode;

/**
 * Which states of sessions are news to the north side: those that differ in what an event says, whatever else is told of
 * the device or manager. Used by one thread at a time.
 */
final class ConnectionNews {
    private final Map<String, Content> told = new HashMap<>();

    /** What an event says of a session, but for when. */
    private record Content(Connection.State state, Optional<ReasonCode> reason, String text) {}

    /** Whether this is to be told; it counts as told then. */
    boolean isNews(String whose, Connection now) {
        Content next = new Content(now.state(), now.reason(), now.text());
        return !next.equals(told.put(whose, next));
    }

    void gone(String whose) {
        told.remove(whose);
    }

    /** The same with words for people, where it came without any. */
    static Connection worded(String whose, Connection connection) {
        if (!connection.text().isBlank()) {
            return connection;
        }
        String words = switch (connection.state()) {
            case CONNECTING -> "there is no session with " + whose;
            case CONNECTED -> whose + " is connected";
            case REFUSED -> whose + " refused the session and said no more of it";
            case DISABLED -> whose + " is locked: no session is wanted";
        };
        return new Connection(connection.state(), connection.reason(), words, connection.since());
    }
}
