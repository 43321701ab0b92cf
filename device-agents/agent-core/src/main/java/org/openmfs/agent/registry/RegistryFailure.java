package org.openmfs.agent.registry;

import java.io.IOException;
import org.openmfs.agent.file.FileFault;

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

    /** A file cannot be had as it is needed; why is part of the message. */
    static RegistryFailure of(String what, IOException why) {
        return new RegistryFailure(what + ": " + FileFault.reason(why), why);
    }
}
