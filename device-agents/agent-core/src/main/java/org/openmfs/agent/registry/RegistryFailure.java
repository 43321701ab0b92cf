package org.openmfs.agent.registry;

/** The journal could not be read or written; whoever depends on it must stop, since nothing it does would be kept. */
public final class RegistryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message names files, keys and associations, never key bytes. */
    public RegistryFailure(String message) {
        super(message);
    }

    public RegistryFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
