package org.openmfs.controller.model;

import java.util.regex.Pattern;

/** The written forms of identifiers, as YANG module mfs-types defines them. */
enum Form {
    NAME("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?"),
    ASSOCIATION("[A-Za-z0-9]([A-Za-z0-9._/-]{0,126}[A-Za-z0-9])?"),
    METHOD("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?"),
    WORD("[a-z0-9]([a-z0-9.+-]{0,62}[a-z0-9])?"),
    KIND("[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?"),
    SUITE("[a-z0-9]([a-z0-9+.-]{0,126}[a-z0-9])?"),
    KEY("[0-9a-f]{32}"),
    TEXT("[^\\p{Cntrl}]{1,256}");

    private final Pattern pattern;

    Form(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    boolean fits(String value) {
        return pattern.matcher(value).matches();
    }

    void require(String what, String value) {
        if (!fits(value)) {
            throw new IllegalArgumentException(what + " must match " + pattern + ", not '" + value + "'");
        }
    }
}
