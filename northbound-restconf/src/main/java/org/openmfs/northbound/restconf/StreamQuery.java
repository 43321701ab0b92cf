package org.openmfs.northbound.restconf;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.stream.Wanted;

/**
 * Of which time a client wants to know what happened (RFC 8040, sections 4.8.7 and 4.8.8).
 *
 * @param end when nothing more is wanted; without it, there is no end
 */
record StreamQuery(Wanted wanted, Optional<Instant> end) {
    private static final String START = "start-time";
    private static final String STOP = "stop-time";

    static StreamQuery of(HttpCall call) throws RefusedException {
        Map<String, String> query = Query.of(call, Query.STREAM);
        Optional<Instant> start = time(query, START);
        Optional<Instant> stop = time(query, STOP);
        if (start.filter(begin -> begin.isAfter(Instant.now())).isPresent()) {
            throw new RefusedException(Condition.INVALID_VALUE, "The start-time is yet to come.");
        }
        if (stop.isPresent()
                && start.filter(begin -> begin.isBefore(stop.get())).isEmpty()) {
            throw new RefusedException(Condition.INVALID_VALUE, "A stop-time is later than a start-time beside it.");
        }
        return new StreamQuery(wanted(call, start), stop);
    }

    private static Optional<Instant> time(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    }

    /** A client that comes back says what it heard last beside what it asked for at first. */
    private static Wanted wanted(HttpCall call, Optional<Instant> start) {
        Wanted atFirst = start.<Wanted>map(Wanted.Since::new).orElse(new Wanted.Now());
        return call.header("last-event-id").<Wanted>map(Wanted.After::new).orElse(atFirst);
    }
}
