package org.openmfs.controller.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An optical path between two ports of an optical network.
 *
 * @param association that it is for
 * @param a port of one end (TAPI service-interface-point)
 * @param z port of the other
 * @param capacity Gbit/s
 */
public record OpticalPath(AssociationId association, UUID a, UUID z, int capacity) {
    /** What is asked for, for people. */
    public String text() {
        return new OpticalPathStatus(LightPathState.UP, Set.of(a, z), Optional.of(BigDecimal.valueOf(capacity))).text();
    }
}
