package org.openmfs.agent.method;

import org.openmfs.agent.key.KeyLength;

/**
 * What a method says of itself when capabilities are asked for.
 *
 * @param category NIST security category 1..5, or 0 where the scale does not apply (QKD, PSK)
 * @param secret length of the secret that one exchange yields
 */
public record MethodDescription(MethodId id, Family family, int category, KeyLength secret) {
    public MethodDescription {
        if (category < 0 || category > 5) {
            throw new IllegalArgumentException("NIST category must be 0..5, not " + category);
        }
    }
}
