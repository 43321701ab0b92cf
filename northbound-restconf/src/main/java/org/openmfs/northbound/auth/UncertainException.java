package org.openmfs.northbound.auth;

/** Nobody can say now who it is; another time it can be said. */
public final class UncertainException extends Exception {
    private static final long serialVersionUID = 1L;

    UncertainException(String message) {
        super(message);
    }
}
