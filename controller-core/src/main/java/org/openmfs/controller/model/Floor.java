package org.openmfs.controller.model;

import java.util.Collection;
import java.util.Set;

/**
 * The least that a class accepts of a suite.
 *
 * @param factors least number of methods, 1..8
 * @param families least number of different families among them, 1..factors
 * @param required families of which at least one method each must be there
 */
public record Floor(int factors, int families, Set<Family> required) {
    private static final int MOST_FACTORS = 8;

    public Floor {
        required = Set.copyOf(required);
        if (factors < 1 || factors > MOST_FACTORS || families < 1 || families > factors) {
            throw new IllegalArgumentException("factors must be 1..8 and families 1..factors");
        }
    }

    /** Whether these methods together reach the floor. */
    public boolean admits(Collection<Method> methods) {
        Set<Family> present = methods.stream().map(Method::family).collect(java.util.stream.Collectors.toSet());
        return methods.size() >= factors && present.size() >= families && present.containsAll(required);
    }
}
