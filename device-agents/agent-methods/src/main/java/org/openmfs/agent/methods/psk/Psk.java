package org.openmfs.agent.methods.psk;

import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyMaterial;

/**
 * A pre-shared key of this CF and one peer.
 *
 * @param key owned by this record
 */
record Psk(PskId id, CfId peer, KeyMaterial key) implements AutoCloseable {
    @Override
    public void close() {
        key.close();
    }
}
