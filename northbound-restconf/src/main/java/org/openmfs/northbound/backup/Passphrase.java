package org.openmfs.northbound.backup;

import java.io.IOException;

/** Asked for the passphrase, when a backup holds secrets: a file, a terminal, or nobody. */
@FunctionalInterface
public interface Passphrase {
    /**
     * Returns the passphrase.
     *
     * @throws IOException if there is none to be had; the message is for an operator
     */
    char[] ask() throws IOException;
}
