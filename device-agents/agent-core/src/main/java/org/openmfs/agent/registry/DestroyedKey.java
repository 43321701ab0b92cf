package org.openmfs.agent.registry;

import org.openmfs.agent.key.KeyId;

/** A key's bytes are asked for and are not there, because they were destroyed: whoever wanted to use them comes late. */
public final class DestroyedKey extends Exception {
    private static final long serialVersionUID = 1L;

    public DestroyedKey(KeyId key) {
        super("no secret of key " + key + ": it was destroyed");
    }
}
