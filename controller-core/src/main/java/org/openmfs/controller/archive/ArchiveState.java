package org.openmfs.controller.archive;

import java.time.Duration;
import java.time.Instant;

/**
 * How an archive stands.
 *
 * @param head its last entry on disk
 * @param signed number of the last entry that a signature holds
 * @param signedAt when that signature was made
 * @param first number of the first entry that is there
 * @param exported number of the last entry that was exported; 0 if none was
 * @param oldest time of the first entry that is there
 * @param octets in use, of the {@link Limits#octets} that may be
 * @param trouble why entries are refused, or what the archive could not write lately; empty if nothing stands in the way
 */
public record ArchiveState(
        Head head,
        long signed,
        Instant signedAt,
        long first,
        long exported,
        Instant oldest,
        long octets,
        String trouble) {
    public boolean isTroubled() {
        return !trouble.isEmpty();
    }

    /** Whether somebody should export: a limit is near, and what is there was not exported. */
    public boolean isExportDue(Limits limits, Instant now) {
        boolean old = Duration.between(oldest, now).compareTo(limits.age()) > 0;
        return (old || octets >= limits.near()) && exported < first;
    }
}
