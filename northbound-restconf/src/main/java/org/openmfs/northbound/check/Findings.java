package org.openmfs.northbound.check;

import java.util.ArrayList;
import java.util.List;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.ServerError;

/** What was found wrong with a body, up to as much as anybody wants to read at once. */
final class Findings {
    private static final int MOST = 20;

    private final List<ServerError> errors = new ArrayList<>();

    void add(String path, Condition condition, String message) {
        add(new ServerError(condition, path, message, ""));
    }

    void add(ServerError error) {
        if (errors.size() < MOST) {
            errors.add(error);
        }
    }

    List<ServerError> errors() {
        return List.copyOf(errors);
    }
}
