package org.openmfs.testbed;

import java.util.List;

/** A testbed that cannot start; the message is for the operator, a line for each thing that is in the way. */
public final class TestbedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int CANNOT_START = 1;
    private final int exit;

    public TestbedException(String message) {
        this(message, CANNOT_START);
    }

    /** @param exit the process's exit status */
    TestbedException(String message, int exit) {
        super(message);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }

    List<String> lines() {
        return getMessage().lines().toList();
    }
}
