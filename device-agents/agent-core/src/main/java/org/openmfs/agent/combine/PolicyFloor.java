package org.openmfs.agent.combine;

import java.util.EnumSet;
import java.util.Set;
import org.openmfs.agent.method.Family;

/**
 * The least that a side accepts of a suite. A floor set on the device cannot be lowered by the controller; both sides'
 * floors enter the transcript.
 *
 * @param factors least number of methods, 1..8
 * @param families least number of different families among them, 1..factors
 * @param required families of which at least one method must be present each
 */
public record PolicyFloor(int factors, int families, Set<Family> required) {
    private static final int MOST_FACTORS = 8;

    public PolicyFloor {
        required = Set.copyOf(required);
        if (factors < 1 || factors > MOST_FACTORS || families < 1 || families > factors) {
            throw new IllegalArgumentException(
                    "floor needs factors in 1..8 and families in 1..factors, not " + factors + " and " + families);
        }
    }

    /** The least that satisfies both floors: what the controller asks for never lowers what the device asks for. */
    public PolicyFloor and(PolicyFloor other) {
        EnumSet<Family> both = EnumSet.noneOf(Family.class);
        both.addAll(required);
        both.addAll(other.required);
        int most = Math.max(families, other.families);
        return new PolicyFloor(Math.max(most, Math.max(factors, other.factors)), most, both);
    }
}
