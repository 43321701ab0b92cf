package org.openmfs.standalone.mdsal;

import java.io.IOException;

/** The kept configuration can't be used; the message is one line that tells an operator what to do. */
public final class DamagedConfigurationException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
