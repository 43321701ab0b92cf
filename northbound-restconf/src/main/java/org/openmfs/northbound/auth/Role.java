package org.openmfs.northbound.auth;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user may do. */
public enum Role {
    /** Everything. */
    ADMINISTRATOR,
    /** Reads, and asks what would be done. */
    VIEWER;

    /** As it is written in files and options. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String text) {
        return Stream.of(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
