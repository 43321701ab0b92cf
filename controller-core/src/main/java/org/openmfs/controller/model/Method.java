package org.openmfs.controller.model;

import java.util.List;
import java.util.Optional;

/**
 * A key exchange method in the catalogue.
 *
 * @param grounds on which it stands, one a part, at least one
 * @param category NIST security category 1..5, or 0 where the scale does not apply
 */
public record Method(MethodId id, List<Ground> grounds, int category, Life life) {
    public Method {
        grounds = List.copyOf(grounds);
        if (grounds.isEmpty()) {
            throw new IllegalArgumentException("method " + id + " must stand on a ground");
        }
    }

    /** One of a single part. */
    public static Method of(MethodId id, Ground ground, int category, Life life) {
        return new Method(id, List.of(ground), category, life);
    }

    /** What two say of one method: grounds that both name, and the lesser category; empty where no ground is left. */
    public Optional<Method> agreed(Method other) {
        List<Ground> both = grounds.stream().filter(other.grounds::contains).toList();
        int lesser = category == 0 || other.category == 0
                ? Math.max(category, other.category)
                : Math.min(category, other.category);
        return both.isEmpty() ? Optional.empty() : Optional.of(new Method(id, both, lesser, life));
    }

    /** Whether a part of it takes its keys from a QKD network. */
    public boolean needsQuantumChannel() {
        return grounds.contains(Ground.QUANTUM_CHANNEL);
    }

    /** What is thought of a method. */
    public enum Life {
        ALLOWED,
        /** Only where nothing else is left. */
        DEPRECATED,
        /** Broken: no new key. */
        COMPROMISED,
        /** Not wanted: no new key. */
        FORBIDDEN;

        /** Whether new keys may be made with it. */
        public boolean usable() {
            return this == ALLOWED || this == DEPRECATED;
        }
    }
}
