package org.openmfs.northbound.restconf;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Entity tag and time of the configuration as a whole, which stand for every resource in it (RFC 8040, sections 3.4.1
 * and 3.5.1).
 */
final class DatastoreVersion {
    private final InstantSource clock;
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private long changes;
    private Instant last;

    DatastoreVersion(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    synchronized void changed() {
        changes++;
        last = clock.instant();
    }

    synchronized String entityTag() {
        return '"' + epoch + '-' + changes + '"';
    }

    synchronized Instant lastModified() {
        return last.truncatedTo(ChronoUnit.SECONDS);
    }

    String lastModifiedText() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(lastModified().atOffset(ZoneOffset.UTC));
    }
}
