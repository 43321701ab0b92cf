package org.openmfs.agent.method;

import org.openmfs.agent.key.KeyMaterial;

/**
 * The responder's half of an exchange, finished: its answer and its secret.
 *
 * @param secret owned by the receiver of this record, who closes it
 */
public record ResponderExchange(MethodMessage answer, KeyMaterial secret) implements AutoCloseable {
    @Override
    public void close() {
        secret.close();
    }
}
