package org.openmfs.testbed;

/** A testbed that cannot start; the message is one line for the operator. */
public final class TestbedException extends Exception {
    private static final long serialVersionUID = 1L;

    public TestbedException(String message) {
        super(message);
    }
}
