package org.openmfs.controller.model;

import java.util.List;

/**
 * A data protection class (MFS 3.4).
 *
 * @param methods that may be used, best first
 * @param leastCategory least NIST category of a method to which the scale applies
 * @param trustedNodes most QKD nodes between the ends that may see a relayed key
 */
public record ProtectionClass(
        ClassId id,
        Floor floor,
        List<MethodId> methods,
        int leastCategory,
        int trustedNodes,
        KeyLife keyLife,
        KeyLinkLimits keyLink) {
    public ProtectionClass {
        methods = List.copyOf(methods);
    }

    /** How many methods a suite of this class has: as many as the floor says, or one for each required ground. */
    public int leastMethods() {
        return Math.max(floor.factors(), floor.required().size());
    }
}
