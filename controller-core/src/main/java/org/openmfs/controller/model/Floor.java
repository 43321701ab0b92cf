package org.openmfs.controller.model;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The least that a class accepts of a suite.
 *
 * @param factors least number of methods, 1..8
 * @param diversity what the most different two of their grounds must reach, 0..2; see {@link Ground#diversity(Ground)}
 * @param required grounds on which at least one method each must stand
 */
public record Floor(int factors, int diversity, Set<Ground> required) {
    private static final int MOST_FACTORS = 8;

    public Floor {
        required = Set.copyOf(required);
        if (factors < 1 || factors > MOST_FACTORS || diversity < 0 || diversity > Ground.UNRELATED) {
            throw new IllegalArgumentException("factors must be 1..8 and least-diversity 0..2");
        }
    }

    /** Whether these methods together reach the floor. */
    public boolean admits(Collection<Method> methods) {
        Set<Ground> grounds =
                methods.stream().flatMap(method -> method.grounds().stream()).collect(Collectors.toSet());
        return methods.size() >= factors && Ground.diversity(grounds) >= diversity && grounds.containsAll(required);
    }
}
