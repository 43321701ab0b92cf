package org.openmfs.agent.stock;

import java.util.List;
import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteChoice;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** Which keys that are ready are of the best suite, and which were taken while none of it could be made. */
public final class Preference {
    private final AssociationContext context;

    public Preference(AssociationContext context) {
        this.context = context;
    }

    public boolean isWeaker(KeyRecord key) {
        return best().filter(best -> !best.id().equals(key.suite())).isPresent();
    }

    public boolean hasBest() {
        return context.keys().readyOnes().stream().anyMatch(key -> !isWeaker(key));
    }

    boolean hasWeaker() {
        return context.keys().readyOnes().stream().anyMatch(this::isWeaker);
    }

    boolean isForBest(Optional<Suite> next) {
        return next.isPresent() && next.equals(best());
    }

    /** What must go for a key of the best suite: all that would be sent under before it, or one of the stock. */
    List<KeyRecord> replacedByBetter() {
        List<KeyRecord> weaker =
                context.keys().readyOnes().stream().filter(this::isWeaker).toList();
        List<KeyRecord> placed =
                weaker.stream().filter(key -> key.slot().isPresent()).toList();
        return placed.isEmpty() ? weaker.stream().limit(1).toList() : placed;
    }

    /** Nothing can be offered, and why. */
    void tellIfNoneDoes() {
        SuiteChoice choice = context.choice();
        if (choice.acceptable().isEmpty()) {
            boolean low = choice.suites().stream()
                    .map(choice::objection)
                    .anyMatch(Optional.of(SuiteChoice.Objection.BELOW_FLOOR)::equals);
            context.health()
                    .raise(
                            low ? ReasonCode.BELOW_FLOOR : ReasonCode.NO_COMMON_SUITE,
                            choice.objections(choice.suites(), PolicyFloor.NONE));
        }
    }

    private Optional<Suite> best() {
        return context.best();
    }
}
