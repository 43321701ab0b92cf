package org.openmfs.karaf.console;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values as a cell of a table shows them: a hyphen for what is not there. */
final class Cell {
    private static final String NOTHING = "-";

    private Cell() {}

    static String of(Optional<?> value) {
        return value.map(present -> present instanceof Instant at ? of(at) : present.toString())
                .orElse(NOTHING);
    }

    /** UTC, to the second. */
    static String of(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String of(String text) {
        return text.isEmpty() ? NOTHING : text;
    }

    static String all(Stream<?> values) {
        return of(values.map(Object::toString).distinct().collect(Collectors.joining(", ")));
    }
}
