package org.openmfs.agent.method;

import java.util.List;
import org.openmfs.agent.key.KeyMaterial;

/**
 * The responder's half of an exchange, finished: its answer and its secret.
 *
 * @param origins where the secret comes from: one a part of the method, in the same order at both ends
 * @param secret owned by the receiver of this record, who closes it
 */
public record ResponderExchange(MethodMessage answer, List<Origin> origins, KeyMaterial secret)
        implements AutoCloseable {
    public ResponderExchange {
        origins = List.copyOf(origins);
    }

    @Override
    public void close() {
        secret.close();
    }
}
