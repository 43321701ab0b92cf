package org.openmfs.northbound.backup;

import org.openmfs.northbound.error.ServerError;

/**
 * One thing that is wrong with a backup.
 *
 * @param place the member of the file, or the leaf of the configuration; empty if it is nowhere in particular
 * @param text what was expected
 */
public record Fault(String place, String text) {
    static Fault of(ServerError error) {
        return new Fault(error.path(), error.message());
    }

    /** One line. */
    @Override
    public String toString() {
        return place.isEmpty() ? text : place + ": " + text;
    }
}
