package org.openmfs.agent.encdec;

/** The Enc/Dec refused or could not be reached; what it holds, an observation tells. */
public final class EncDecFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    /** The message names slots and key ids only, never key bytes. */
    public EncDecFailure(String message) {
        this(message, false);
    }

    private EncDecFailure(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** The key of the call is refused for good: a repetition would be refused too. */
    public static EncDecFailure lasting(String message) {
        return new EncDecFailure(message, true);
    }

    /** Whether there is no use in repeating the call. */
    public boolean isLasting() {
        return lasting;
    }

    public EncDecFailure(String message, Throwable cause) {
        super(message, cause);
        this.lasting = false;
    }
}
