package org.openmfs.northbound.stream;

import java.time.Instant;

/** From when on a client wants to know what happened. */
public sealed interface Wanted {
    /** Only what happens from now on. */
    record Now() implements Wanted {}

    /** What happened after the event of this id, which the client heard last (header {@code Last-Event-ID}). */
    record After(String id) implements Wanted {}

    /** What happened then or later (query parameter {@code start-time} of RFC 8040, section 4.8.7). */
    record Since(Instant time) implements Wanted {}
}
