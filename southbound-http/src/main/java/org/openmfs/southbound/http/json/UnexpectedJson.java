package org.openmfs.southbound.http.json;

import org.openmfs.controller.model.CleanText;

/** A manager's JSON is not what was expected at one place, which the message names. */
public final class UnexpectedJson extends Exception {
    private static final long serialVersionUID = 1L;

    public UnexpectedJson(String message) {
        super(CleanText.of(message));
    }
}
