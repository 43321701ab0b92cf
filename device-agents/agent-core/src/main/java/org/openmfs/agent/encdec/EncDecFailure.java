package org.openmfs.agent.encdec;

/** The Enc/Dec refused or could not be reached; what it held before, it still holds. */
public final class EncDecFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** The message names slots and key ids only, never key bytes. */
    public EncDecFailure(String message) {
        super(message);
    }

    public EncDecFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
