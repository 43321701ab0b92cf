package org.openmfs.agent.encdecs.guardian;

/** No guardian process could be made to hold what it was asked to: nothing may be installed that it should remove. */
public final class GuardianFailure extends Exception {
    private static final long serialVersionUID = 1L;

    GuardianFailure(String message) {
        super(message);
    }

    GuardianFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
