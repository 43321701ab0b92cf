package org.openmfs.northbound.restconf;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.write.DatastoreVersion;

/** Conditions that a client puts on a request (RFC 9110, section 13; RFC 8040, section 3.4.1). */
final class Preconditions {
    private Preconditions() {}

    /** Whether the client has seen this version already, so that a read need not repeat it. */
    static boolean isKnown(HttpCall call, DatastoreVersion version) {
        Optional<String> tags = call.header("if-none-match");
        return tags.isPresent()
                ? matches(tags.get(), version)
                : time(call, "if-modified-since")
                        .map(since -> !version.lastModified().isAfter(since))
                        .orElse(false);
    }

    /** Refuses a change whose conditions do not hold. */
    static void check(HttpCall call, DatastoreVersion version, boolean exists) throws RefusedException {
        Optional<String> allowed = call.header("if-match");
        boolean lostUpdate = allowed.isPresent()
                ? !(isAny(allowed.get()) ? exists : isNamed(allowed.get(), version.entityTag()))
                : time(call, "if-unmodified-since")
                        .map(since -> version.lastModified().isAfter(since))
                        .orElse(false);
        boolean thereAlready = call.header("if-none-match")
                .map(tags -> isAny(tags) ? exists : matches(tags, version))
                .orElse(false);
        if (lostUpdate || thereAlready) {
            throw new RefusedException(
                    Condition.PRECONDITION_FAILED, "The configuration is not as the request's conditions have it.");
        }
    }

    private static boolean isAny(String tags) {
        return tags.strip().equals("*");
    }

    /** Whether a tag says that it is alike, which a weak one says too. */
    private static boolean matches(String tags, DatastoreVersion version) {
        String current = version.entityTag();
        return isNamed(tags, current) || isNamed(tags, "W/" + current);
    }

    private static boolean isNamed(String tags, String current) {
        return Stream.of(tags.split(",", -1)).map(String::strip).anyMatch(current::equals);
    }

    private static Optional<Instant> time(HttpCall call, String header) {
        try {
            return call.header(header).map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
