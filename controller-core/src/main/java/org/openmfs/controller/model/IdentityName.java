package org.openmfs.controller.model;

import java.util.regex.Pattern;

/** Names a certificate and its key among those that this controller can show; never a path. */
public record IdentityName(String value) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");

    public IdentityName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "client-identity: expected a name of letters, digits, dots, underscores and hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
