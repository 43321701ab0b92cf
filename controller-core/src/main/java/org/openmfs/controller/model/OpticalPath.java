package org.openmfs.controller.model;

import java.util.UUID;

/**
 * An optical path between two ports of an optical network.
 *
 * @param association that it is for
 * @param a port of one end (TAPI service-interface-point)
 * @param z port of the other
 * @param capacity Gbit/s
 */
public record OpticalPath(AssociationId association, UUID a, UUID z, int capacity) {}
