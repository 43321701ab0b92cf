package org.openmfs.agent.exchange;

import java.time.Duration;
import java.time.Instant;
import org.openmfs.agent.association.AssociationContext;

/**
 * How many offers of an initiator are answered: as many at once as fill a stock twice over, and then one a second. What is
 * answered takes a row of the journal and a key of each method.
 */
final class OfferBudget {
    private static final Duration REFILL = Duration.ofSeconds(1);
    private static final int SPARE = 16;
    private final AssociationContext context;
    private Instant spentUntil = Instant.MIN;

    OfferBudget(AssociationContext context) {
        this.context = context;
    }

    /** Takes one, if there is one left. */
    boolean take() {
        Instant now = context.now();
        long most = SPARE + 2L * context.settings().life().stockTarget();
        Instant from = spentUntil.isAfter(now) ? spentUntil : now;
        boolean left = !from.plus(REFILL).isAfter(now.plus(REFILL.multipliedBy(most)));
        if (left) {
            spentUntil = from.plus(REFILL);
        }
        return left;
    }
}
