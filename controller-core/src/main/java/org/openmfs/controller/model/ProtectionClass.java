package org.openmfs.controller.model;

import java.util.List;

/**
 * A data protection class (MFS 3.4).
 *
 * @param methods that may be used, best first
 * @param leastCategory least NIST category of a method to which the scale applies
 * @param combiner how secrets become one key, by a word of YANG type {@code combiner} of module mfs-types
 * @param trustedNodes most QKD nodes between the ends that may see a relayed key
 */
public record ProtectionClass(
        ClassId id,
        Floor floor,
        List<MethodId> methods,
        String combiner,
        int leastCategory,
        int trustedNodes,
        KeyLife keyLife,
        KeyLinkLimits keyLink) {
    public ProtectionClass {
        methods = List.copyOf(methods);
    }

    /** With the combiner that every CF has. */
    public ProtectionClass(
            ClassId id,
            Floor floor,
            List<MethodId> methods,
            int leastCategory,
            int trustedNodes,
            KeyLife keyLife,
            KeyLinkLimits keyLink) {
        this(id, floor, methods, Suite.DEFAULT_COMBINER, leastCategory, trustedNodes, keyLife, keyLink);
    }

    /** How many methods a suite of this class has at least. */
    public int leastMethods() {
        return floor.factors();
    }

    /** How many it has at most: one for each ground that is asked for, where the floor asks for fewer methods. */
    public int mostMethods() {
        return Math.max(floor.factors(), floor.required().size());
    }
}
