package org.openmfs.agent.method;

import java.util.List;
import org.openmfs.agent.key.KeyLength;

/**
 * What a method says of itself when capabilities are asked for.
 *
 * @param reliances one a part, at least one; its secret is safe as long as one of them holds
 * @param secret length of the secret that one exchange yields
 */
public record MethodDescription(MethodId id, List<Reliance> reliances, KeyLength secret) {
    public MethodDescription {
        reliances = List.copyOf(reliances);
        if (reliances.isEmpty()) {
            throw new IllegalArgumentException("method " + id + " must say what it relies on");
        }
    }

    /** A method of one part. */
    public static MethodDescription of(MethodId id, Reliance reliance, KeyLength secret) {
        return new MethodDescription(id, List.of(reliance), secret);
    }

    /** The highest NIST security category of its parts, since its secret is safe as long as one of them holds. */
    public int category() {
        return reliances.stream().mapToInt(Reliance::category).max().orElseThrow();
    }

    /** The grounds of all its parts. */
    public List<Ground> grounds() {
        return reliances.stream().map(Reliance::ground).toList();
    }
}
