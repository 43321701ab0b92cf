package org.openmfs.agent.combine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openmfs.agent.method.Ground;

/**
 * The least that a side accepts of a suite. A floor set on the device cannot be lowered by the controller; both sides'
 * floors enter the transcript.
 *
 * @param factors least number of methods, 1..8
 * @param diversity what the most different two grounds of a suite must reach, 0..2; see {@link Ground#diversity}
 * @param required grounds on which at least one method each must stand
 */
public record PolicyFloor(int factors, int diversity, Set<Ground> required) {
    /** Reached by every suite. */
    public static final PolicyFloor NONE = new PolicyFloor(1, 0, Set.of());

    private static final int MOST_FACTORS = 8;

    public PolicyFloor {
        required = Set.copyOf(required);
        if (factors < 1 || factors > MOST_FACTORS || diversity < 0 || diversity > Ground.UNRELATED) {
            throw new IllegalArgumentException(
                    "floor needs factors in 1..8 and diversity in 0..2, not " + factors + " and " + diversity);
        }
    }

    /** The least that satisfies both floors: what the controller asks for never lowers what the device asks for. */
    public PolicyFloor and(PolicyFloor other) {
        Set<Ground> both = new HashSet<>(required);
        both.addAll(other.required);
        return new PolicyFloor(Math.max(factors, other.factors), Math.max(diversity, other.diversity), both);
    }

    /**
     * What methods on these grounds lack, each as a phrase for an operator; empty where they reach the floor.
     *
     * @param methods how many there are
     */
    public List<String> lacks(int methods, Set<Ground> reached) {
        List<String> lacks = new ArrayList<>();
        if (methods < factors) {
            lacks.add("%d of the %d methods that the floor asks for".formatted(methods, factors));
        }
        int different = diversity(reached);
        if (different < diversity) {
            lacks.add("diversity %d where the floor asks for %d".formatted(different, diversity));
        }
        required.stream()
                .filter(ground -> !reached.contains(ground))
                .map(ground -> "no method on the ground " + ground.word() + ", which the floor asks for")
                .sorted()
                .forEach(lacks::add);
        return lacks;
    }

    /** What the most different two of these grounds reach. */
    public static int diversity(Collection<Ground> grounds) {
        List<Ground> all = List.copyOf(grounds);
        int most = 0;
        for (Ground one : all) {
            for (Ground other : all) {
                most = Math.max(most, one.diversity(other));
            }
        }
        return most;
    }
}
