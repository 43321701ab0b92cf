package org.openmfs.southbound.http.identity;

import java.nio.file.Path;

/** A file of a certificate or key is not there, or not what was expected; the message names it, and never quotes it. */
public final class UnusableIdentity extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableIdentity(Path file, String what) {
        super(file + ": " + what);
    }
}
