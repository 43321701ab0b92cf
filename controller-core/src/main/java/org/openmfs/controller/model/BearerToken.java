package org.openmfs.controller.model;

import java.util.regex.Pattern;

/** A token that proves who brings it (RFC 6750, section 2.1: b64token); it never shows in text. */
public record BearerToken(String value) {
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

    public BearerToken {
        if (!B64TOKEN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "bearer-token: expected letters, digits, - . _ ~ + /, then any number of =");
        }
    }

    @Override
    public String toString() {
        return "BearerToken[]";
    }
}
